import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleSignIn } from '../settings.ts';
import { type Front, front } from '../testing/front.ts';

const origin = 'http://localhost:4870';
const secret = 's'.repeat(43);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Grant = { nonce: string; challenge: string; email: string; verified: boolean };

/** A stand-in for an organisation's sign-in page: hands out codes for whoever the test says, and checks PKCE as a real one does. */
function provider() {
  const grants = new Map<string, Grant>();
  let issuer = '';
  const token = (grant: Grant) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'subject',
      aud: 'tributary',
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      email: grant.email,
      email_verified: grant.verified,
    };
    const body = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}`;
    return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`;
  };
  const server: Server = createServer((request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') {
      say(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      });
      return;
    }
    if (request.url === '/keys') {
      say(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
      return;
    }
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const sent = new URLSearchParams(text);
      const grant = grants.get(sent.get('code') ?? '');
      grants.delete(sent.get('code') ?? '');
      const proof = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url');
      if (!grant || proof !== grant.challenge) say(400, { error: 'invalid_grant' });
      else say(200, { access_token: 'access', token_type: 'Bearer', id_token: token(grant) });
    });
  });
  const listen = async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return issuer;
  };
  /** What the page sends back once somebody signed in there. */
  const answer = (url: string, email: string, verified = true) => {
    const asked = new URL(url).searchParams;
    const code = randomBytes(12).toString('hex');
    grants.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      email,
      verified,
    });
    return { code, state: asked.get('state') ?? '', iss: issuer };
  };
  return { listen, answer, close: () => server.close() };
}

const page = provider();
let at: Front;
beforeAll(async () => {
  at = await front();
  settleSignIn({
    origins: [],
    demo: [],
    single: { issuer: await page.listen(), clientId: 'tributary', clientSecret: 'shh', label: 'Alder River' },
  });
  await at.account({ email: 'Known.Person@example.org' });
});
afterAll(async () => {
  settleSignIn({ origins: [], demo: [] });
  page.close();
  await at.close();
});

const begin = async () => String((await at.ask('startSingle', { origin, secret })).body['url']);
const finish = (answer: object, kept = secret) => at.ask('finishSingle', { origin, secret: kept, answer });

describe('signing in through the organisation', () => {
  test('lets in whom a steward has added, by a verified address', async () => {
    const url = await begin();
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${origin}/sign-in/single`);
    const said = await finish(page.answer(url, 'known.person@example.org'));
    expect(said.body).toEqual({ outcome: 'in' });
    expect((await at.ask('me', {}, { token: said.token ?? '' })).status).toBe(200);
  });

  test('lets in nobody whom nobody has added, whose address is not verified, or whose access has ended', async () => {
    expect((await finish(page.answer(await begin(), 'stranger@example.org'))).body).toEqual({
      outcome: 'refused',
    });
    expect((await finish(page.answer(await begin(), 'known.person@example.org', false))).body).toEqual({
      outcome: 'refused',
    });
    const gone = await at.account({ email: 'gone@example.org' });
    await at.admin.query(
      'update identity.account set disabled_at = now(), version = version + 1 where id = $1',
      [gone],
    );
    expect((await finish(page.answer(await begin(), 'gone@example.org'))).body).toEqual({
      outcome: 'refused',
    });
  });

  test('takes an answer once, and only in the browser that asked', async () => {
    const answer = page.answer(await begin(), 'known.person@example.org');
    expect((await finish(answer, 't'.repeat(43))).body).toEqual({ outcome: 'refused' });
    const second = page.answer(await begin(), 'known.person@example.org');
    expect((await finish(second)).body).toEqual({ outcome: 'in' });
    expect((await finish(second)).body).toEqual({ outcome: 'refused' });
  });

  test('refuses an answer to another question: state, nonce and verifier belong together', async () => {
    const [first, second] = [await begin(), await begin()];
    const crossed = {
      ...page.answer(first, 'known.person@example.org'),
      state: page.answer(second, 'known.person@example.org').state,
    };
    expect((await finish(crossed)).body).toEqual({ outcome: 'refused' });
    const replaced = new URL(await begin());
    replaced.searchParams.set('nonce', 'another');
    expect((await finish(page.answer(replaced.href, 'known.person@example.org'))).body).toEqual({
      outcome: 'refused',
    });
    const late = page.answer(await begin(), 'known.person@example.org');
    await at.admin.query(`update identity.challenge set expires_at = now() - interval '1 second'`);
    expect((await finish(late)).body).toEqual({ outcome: 'refused' });
  });

  test('canary: the same steps without the planted fault get in', async () => {
    expect((await finish(page.answer(await begin(), 'known.person@example.org'))).body).toEqual({
      outcome: 'in',
    });
  });

  test('is not offered where it is not set up', async () => {
    settleSignIn({ origins: [], demo: [] });
    expect((await at.ask('startSingle', { origin, secret })).status).toBe(404);
    expect((await at.ask('firstRunState', {})).body).toMatchObject({ single: null });
  });
});
