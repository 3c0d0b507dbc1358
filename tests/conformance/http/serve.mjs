// The recorder's server on this machine: `node serve.mjs`, until it is killed.
import { createServer } from 'node:net';
import { server } from './answers.mjs';

const answers = server();
createServer((socket) => {
  const take = answers(
    (bytes) => socket.write(bytes, 'latin1'),
    () => socket.end(),
  );
  socket.setEncoding('latin1');
  socket.on('data', take);
  socket.on('error', () => socket.destroy());
}).listen(8000, '127.0.0.1');
