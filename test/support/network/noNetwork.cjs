// Preloaded into a process that must stay off the network (`--require`): every way out throws, and is written to the
// file NETWORK_ATTEMPTS. Pipes and sockets of the machine itself are no network.
'use strict';
const fs = require('node:fs');

function refuse(what) {
  return function (...args) {
    if (what === 'connect' && isPipe(args)) return original.connect.apply(this, args);
    fs.appendFileSync(process.env.NETWORK_ATTEMPTS, `${what} ${new Error(what).stack}\n`);
    throw new Error(`The network is out of bounds: ${what}`);
  };
}

function isPipe([first]) {
  const options = Array.isArray(first) ? first[0] : first;
  return typeof options === 'string' || (typeof options?.path === 'string' && options.port === undefined);
}

const net = require('node:net');
const original = { connect: net.Socket.prototype.connect };
net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
const dns = require('node:dns');
for (const target of [dns, dns.promises, dns.Resolver.prototype])
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse'])
    if (target[name]) target[name] = refuse(`dns.${name}`);
const dgram = require('node:dgram');
dgram.Socket.prototype.send = refuse('dgram.send');
dgram.Socket.prototype.bind = refuse('dgram.bind');
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
