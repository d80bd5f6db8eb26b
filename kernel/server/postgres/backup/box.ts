import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { StartFailure } from '../failure.ts';

/** What stands in the open in a backup, and lets the holder of the private key find the key of its contents. */
export type Lock = { readonly ephemeral: string; readonly recipient: string };

/** A pair for backups, as PEM: the server is told the public half, the private half is kept where the server cannot read it. */
export function makeBackupKeys(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    privatePem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

const raw = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });

/** Short name of a public key, to say which private key opens a backup. */
const nameOf = (key: KeyObject) => createHash('sha256').update(raw(key)).digest('hex').slice(0, 16);

function derive(shared: Buffer, ephemeral: KeyObject, recipient: KeyObject): Buffer {
  return Buffer.from(
    hkdfSync('sha256', shared, Buffer.concat([raw(ephemeral), raw(recipient)]), 'tributary backup 1', 32),
  );
}

/** Makes the key of one backup's contents for the holder of a public key (X25519, HKDF-SHA-256). The key itself is never stored. */
export function lockFor(publicPem: string): { key: Buffer; lock: Lock } {
  const recipient = x25519(() => createPublicKey(publicPem), 'public');
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const key = derive(diffieHellman({ privateKey, publicKey: recipient }), publicKey, recipient);
  return { key, lock: { ephemeral: raw(publicKey).toString('base64'), recipient: nameOf(recipient) } };
}

/** Finds the key of a backup's contents with the private key; refuses (StartFailure) a key the backup was not made for. */
export function unlock(privatePem: string, lock: Lock): Buffer {
  const privateKey = x25519(() => createPrivateKey(privatePem), 'private');
  const recipient = createPublicKey(privateKey);
  if (nameOf(recipient) !== lock.recipient)
    throw new StartFailure(
      `This backup was made for another key (${lock.recipient}); the one given is ${nameOf(recipient)}.`,
    );
  const ephemeral = createPublicKey({
    key: Buffer.from(lock.ephemeral, 'base64'),
    type: 'spki',
    format: 'der',
  });
  return derive(diffieHellman({ privateKey, publicKey: ephemeral }), ephemeral, recipient);
}

function x25519(read: () => KeyObject, half: string): KeyObject {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // Not a key at all: the same sentence.
  }
  throw new StartFailure(
    `This is not the ${half} half of a backup key: make a pair with "tributary backup --make-key FILE".`,
  );
}
