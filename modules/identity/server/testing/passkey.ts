import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** The few CBOR forms an authenticator writes: small integers, bytes, texts and maps of them. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.of((major << 5) | size)
      : size < 256
        ? Buffer.of((major << 5) | 24, size)
        : Buffer.of((major << 5) | 25, size >> 8, size & 255);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as Buffer)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** The public half of a P-256 key as COSE writes it. */
function cose({ x = '', y = '' }: { x?: string | undefined; y?: string | undefined }): Buffer {
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

/** An authenticator of our own that answers like a person's phone: one key pair, one credential. */
export function authenticator(origin = 'http://localhost:4870') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const rp = sha(new URL(origin).hostname);
  let counter = 0;
  const count = () => {
    counter += 1;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(counter);
    return bytes;
  };
  const answer = (response: Record<string, Buffer>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: Object.fromEntries(
      Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')]),
    ),
  });
  /** Answers an offer of a new passkey. */
  const make = (options: { challenge: string }) => {
    const key = cose(publicKey.export({ format: 'jwk' }));
    const data = Buffer.concat([
      rp,
      Buffer.of(0x45),
      count(),
      Buffer.alloc(16),
      Buffer.of(0, id.length),
      id,
      key,
    ]);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]),
    );
    return answer({
      clientDataJSON: clientData('webauthn.create', options.challenge, origin),
      attestationObject,
    });
  };
  /** Signs a challenge; `from` is the origin it claims to have been asked at. */
  const prove = (options: { challenge: string }, from = origin) => {
    const authenticatorData = Buffer.concat([rp, Buffer.of(0x05), count()]);
    const clientDataJSON = clientData('webauthn.get', options.challenge, from);
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha(clientDataJSON)]), privateKey);
    return answer({ clientDataJSON, authenticatorData, signature });
  };
  return { origin, make, prove };
}
