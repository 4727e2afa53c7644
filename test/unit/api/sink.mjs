// A server in its own process, so that it doesn't affect the memory and event loop of the test. Responds with the number
// of bytes, their SHA-256 and the headers that state their length.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const hash = createHash('sha256');
  let bytes = 0;
  request.on('data', (chunk) => {
    bytes += chunk.length;
    hash.update(chunk);
  });
  request.on('end', () => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ objectId: 'Tp5mVa20Rk', bytes, sha256: hash.digest('hex'), length, encoding }),
    );
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
