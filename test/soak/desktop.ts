import * as fs from 'node:fs/promises';
import { readManifest } from '../unit/support/project';
import type { Activity } from './activity';
import { EventEmitter, FileSystemError, values, type Uri } from './values';

/** What all windows of one desktop share: keyring, user settings and global state. */
export class Desktop {
  readonly keyring: Keyring;
  readonly settings = new Settings();
  readonly globalState = new Map<string, unknown>();

  constructor(
    readonly activity: Activity,
    /** Returns the duration of the next keyring operation in milliseconds. */
    delay: () => number,
  ) {
    this.keyring = new Keyring(activity, delay);
  }
}

/** Secret storage: slow, and every write fires an event in every window, including the writer's. */
export class Keyring {
  private readonly entries = new Map<string, string>();
  private readonly changed = new EventEmitter<{ readonly key: string }>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly activity: Activity,
    private readonly delay: () => number,
  ) {}

  get(key: string): Promise<string | undefined> {
    return this.run(() => this.entries.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.run(() => {
      this.entries.set(key, value);
      this.changed.fire({ key });
    });
  }

  delete(key: string): Promise<void> {
    return this.run(() => {
      if (this.entries.delete(key)) {
        this.changed.fire({ key });
      }
    });
  }

  keys(): Promise<string[]> {
    return this.run(() => [...this.entries.keys()]);
  }

  /** All stored values, independent of their format. */
  get content(): string {
    return [...this.entries.values()].join('\n');
  }

  /** Whether an entry binds this token to this origin, independent of its format. */
  binds(token: string, origin: string): boolean {
    return [...this.entries].some(([key, value]) => value.includes(token) && (key + value).includes(origin));
  }

  private run<T>(work: () => T): Promise<T> {
    const half = this.delay() / 2;
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, half));
    return this.activity.track(
      'the keyring',
      wait().then(async () => {
        const result = work();
        await wait();
        return result;
      }),
    );
  }
}

interface Properties {
  readonly [name: string]: { readonly default?: unknown };
}

/** The user's settings, with the manifest's defaults. */
export class Settings {
  private readonly user = new Map<string, unknown>();
  private readonly changed = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();
  private readonly properties = readManifest().contributes.configuration.properties as Properties;
  readonly onDidChange = this.changed.event;

  get(name: string): unknown {
    return this.user.get(name) ?? this.properties[name]?.default;
  }

  set(name: string, value: unknown): void {
    if (value === undefined) {
      this.user.delete(name);
    } else {
      this.user.set(name, value);
    }
    this.changed.fire({
      affectsConfiguration: (section) => name === section || name.startsWith(`${section}.`),
    });
  }

  /** `vscode.workspace.getConfiguration`. */
  readonly section = (section?: string) => {
    const full = (name: string) => (section === undefined ? name : `${section}.${name}`);
    return {
      get: (name: string, fallback?: unknown) => this.get(full(name)) ?? fallback,
      has: (name: string) => this.get(full(name)) !== undefined,
      inspect: (name: string) => ({
        key: full(name),
        defaultValue: this.properties[full(name)]?.default,
        globalValue: this.user.get(full(name)),
      }),
      update: (name: string, value: unknown) => {
        this.set(full(name), value);
        return Promise.resolve();
      },
    };
  };
}

export function createMemento(state: Map<string, unknown>): object {
  return {
    keys: () => [...state.keys()],
    get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
    update: (key: string, value: unknown) => {
      state.set(key, value);
      return Promise.resolve();
    },
    setKeysForSync: () => undefined,
  };
}

/** `vscode.workspace.fs` over the real file system. */
export function createFileSystem(activity: Activity): object {
  const run = <T>(work: Promise<T>): Promise<T> =>
    activity.track(
      'the file system',
      work.catch((error: unknown) => {
        const { code } = error as { code?: string };
        throw new FileSystemError(code === 'ENOENT' ? 'FileNotFound' : (code ?? 'Unknown'));
      }),
    );
  return {
    stat: (uri: Uri) =>
      run(
        fs.stat(uri.fsPath).then((stat) => ({
          type: stat.isDirectory() ? values.FileType.Directory : values.FileType.File,
          ctime: stat.ctimeMs,
          mtime: stat.mtimeMs,
          size: stat.size,
        })),
      ),
    readFile: (uri: Uri) => run(fs.readFile(uri.fsPath).then((bytes) => new Uint8Array(bytes))),
    writeFile: (uri: Uri, bytes: Uint8Array) => run(fs.writeFile(uri.fsPath, bytes)),
    rename: (from: Uri, to: Uri) => run(fs.rename(from.fsPath, to.fsPath)),
    delete: (uri: Uri) => run(fs.rm(uri.fsPath, { recursive: true })),
    createDirectory: (uri: Uri) => run(fs.mkdir(uri.fsPath, { recursive: true })),
    isWritableFileSystem: () => true,
  };
}
