import { quirksOf, type Mode, type Quirks } from './quirks';

export interface EmulatorOptions {
  environment: 'sandbox' | 'live';
  /** Port of the API on 127.0.0.1; 0 (the default) takes a free one. */
  port?: number;
  /** Port of the file server: a second listener, and so another origin. 0 (the default) takes a free one. */
  filesPort?: number;
  /** Which server is imitated: object shapes, limits and all quirks. Default `v1.2`. */
  mode?: Mode;
  /** Single quirks that differ from what the mode says. */
  quirks?: Partial<Quirks>;
  /** Greatest decoded `file`. Default 10 MiB (v1: 22.5 MiB, the observed limit of its file store). */
  maxFileBytes?: number;
  /** Greatest JSON body; a bigger one is an HTML 413. Default 100 MiB (v1: 50 MiB). */
  jsonLimitBytes?: number;
  /** How long a signed file link works. Zero or less makes links that are already expired. Default 160 s. */
  linkLifetimeMs?: number;
  /**
   * The only paths the API is served under; `baseUrl` names the first. Any other path is an HTML 404.
   * Default: `/api/v1.2`, `/api/v1.1` and `/api/v1` (mode v1: `/api/v1`).
   */
  basePath?: string | readonly string[];
  /**
   * A self-hosted server without a paid plan. `true`: it has no API, so every API path is Express's HTML 404.
   * `noTokens`: it is older than February 2025 and has the routes, but no account can have a token, so every token is
   * the 405.
   */
  community?: boolean | 'noTokens';
}

/** The options with every default filled in. */
export interface Settings {
  readonly environment: 'sandbox' | 'live';
  readonly port: number;
  readonly filesPort: number;
  readonly quirks: Quirks;
  readonly maxFileBytes: number;
  readonly jsonLimitBytes: number;
  readonly linkLifetimeMs: number;
  /** The first one is the one that `baseUrl` names. */
  readonly basePaths: readonly string[];
  readonly community: boolean | 'noTokens';
}

const MIB = 1024 * 1024;

/** Every server keeps the paths of the versions before its own. */
const BASE_PATHS: Readonly<Record<Mode, readonly string[]>> = {
  'v1.2': ['/api/v1.2', '/api/v1.1', '/api/v1'],
  v1: ['/api/v1'],
};

export function settingsOf(options: EmulatorOptions): Settings {
  const mode = options.mode ?? 'v1.2';
  return {
    environment: options.environment,
    port: options.port ?? 0,
    filesPort: options.filesPort ?? 0,
    quirks: quirksOf(mode, options.quirks),
    maxFileBytes: options.maxFileBytes ?? (mode === 'v1' ? 22.5 : 10) * MIB,
    jsonLimitBytes: options.jsonLimitBytes ?? (mode === 'v1' ? 50 : 100) * MIB,
    linkLifetimeMs: options.linkLifetimeMs ?? 160_000,
    basePaths: [options.basePath ?? BASE_PATHS[mode]].flat().map((path) => path.replace(/\/+$/, '')),
    community: options.community ?? false,
  };
}
