export { chance, drawn } from './chance.ts';
export { type Answer, metrics, reasons, type Why } from './coefficients.ts';
export {
  type Agreed,
  coefficients,
  type Coefficient,
  compare,
  type Compared,
  type Comparison,
  type Marked,
  type Measured,
  type Settings,
} from './compare.ts';
export { blanksOf, trimmed, united } from './cover.ts';
export { type Difference, differences } from './differ.ts';
export { allCoefficients, ratingsIn, Shape } from './shapes.ts';
export { sentences, turnsOrParagraphs, type Unit, units } from './units.ts';
