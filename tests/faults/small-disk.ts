import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BLOCK = Buffer.alloc(64 * 1024);

/** A disk of a few megabytes in memory, to be filled up; root alone may make one. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws Error where this machine does not let us */
  static mount(
    folder: string,
    megabytes: number,
    owner: { readonly uid: number; readonly gid: number } | undefined,
  ): SmallDisk {
    mkdirSync(folder, { recursive: true });
    const whose = owner ? `,uid=${owner.uid},gid=${owner.gid}` : "";
    const options = `size=${megabytes}m,mode=0700${whose}`;
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "cartwave-faults", folder]);
    if (status !== 0) throw new Error("a small disk can't be mounted here");
    return new SmallDisk(folder);
  }

  /** Why none can be made here, or undefined. */
  static refusal(): string | undefined {
    if (process.getuid?.() !== 0) return "only root may mount a small disk";
    const folder = join(tmpdir(), `cartwave-disk-${process.pid}`);
    try {
      SmallDisk.mount(folder, 1, undefined).unmount();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : "a small disk can't be mounted here";
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Takes all that is left: who writes next finds no space. */
  fill(): void {
    const file = openSync(this.#ballast, "a");
    try {
      for (;;) writeSync(file, BLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  unmount(): void {
    spawnSync("umount", [this.folder]);
  }

  get #ballast(): string {
    return join(this.folder, "ballast");
  }
}
