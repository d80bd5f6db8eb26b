import dgram from 'node:dgram';
import net from 'node:net';

/** Takes the network away from this process: what reads foreign files has no reason to talk to anybody. */
export function shutNetwork(): void {
  const never = (): never => {
    throw new Error('no network here');
  };
  net.Socket.prototype.connect = never;
  net.Server.prototype.listen = never;
  dgram.createSocket = never;
  dgram.Socket.prototype.send = never;
  Reflect.deleteProperty(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'WebSocket');
}
