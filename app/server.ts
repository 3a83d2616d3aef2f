/** The web server as a program: `npm start`. Listens, says where, and stops when it is asked to. */
import { ConfigError, readConfig } from '#app/config.server.ts';
import { startServer } from '#app/start-server.ts';

try {
  await startServer(readConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
