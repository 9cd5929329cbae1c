import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The ceiling: an HTTP server that knows nothing and leads everybody to one address. */

const server = createServer((_request, response) => {
  response.writeHead(302, { location: "https://casa-aurora.it/checkouts/1/recover?key=2" }).end();
});
server.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })),
);
process.on("SIGTERM", () => process.exit(0));
