import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readConfig } from '../app/config.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/opt/google/chrome/chrome',
];

function installed(): string | undefined {
  const given = readConfig().chromium;
  if (given && existsSync(given)) return given;
  for (const name of names) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return places.find((place) => existsSync(place));
}

/** Finds a Chromium for the journeys; on Debian and its relatives root gets one from the system's packages. Throws with a sentence. */
export function findChromium(): string {
  const found = installed();
  if (found) return found;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.error('Installing Chromium from the system’s packages …');
    const quietly = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
    const silent = [
      '/usr/bin/env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      '-o',
      'Dpkg::Use-Pty=0',
    ];
    const apt = (...words: string[]) =>
      execFileSync(silent[0] ?? '', [...silent.slice(1), ...words], quietly);
    try {
      apt('update');
      apt('install', '-y', '--no-install-recommends', 'chromium');
    } catch {
      throw new Error(
        'Chromium could not be installed from the system’s packages; the reason stands above. Install one, or set CHROMIUM_PATH.',
      );
    }
    const now = installed();
    if (now) return now;
  }
  throw new Error('The journeys need a Chromium or Chrome: install one, or set CHROMIUM_PATH to it.');
}
