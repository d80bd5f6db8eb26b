export { type ConventionName, conventionNames } from './refi/conventions.ts';
