import { getQuirks, type Mode, type Quirks } from './quirks';

export interface EmulatorOptions {
  environment: 'sandbox' | 'live';
  /** Port of the API on 127.0.0.1. The default 0 selects a free port. */
  port?: number;
  /** Port of the file server. The default 0 selects a free port. */
  filesPort?: number;
  /** The emulated server: object shapes, limits and all quirks. Default: `v1.2`. */
  mode?: Mode;
  /** Overrides of the mode's quirks. */
  quirks?: Partial<Quirks>;
  /** Maximum size of the decoded `file`. Default: 10 MiB (v1: 22.5 MiB, as observed). */
  maxFileBytes?: number;
  /** Maximum size of the JSON body. A larger one gets an HTML 413. Default: 100 MiB (v1: 50 MiB). */
  jsonLimitBytes?: number;
  /** Validity of a signed file link. With 0 or less, links are already expired. Default: 160 s. */
  linkLifetimeMs?: number;
  /**
   * Paths of the API. `baseUrl` has the first. Any other path is an HTML 404.
   * Default: `/api/v1.2`, `/api/v1.1` and `/api/v1` (mode v1: `/api/v1`).
   */
  basePath?: string | readonly string[];
  /**
   * A self-hosted server without a paid plan. `true`: it has no API, so every API path is Express's HTML 404.
   * `noTokens`: a server from before February 2025, which has the routes but rejects every token with 405.
   */
  community?: boolean | 'noTokens';
}

/** The options with defaults. */
export interface Settings {
  readonly environment: 'sandbox' | 'live';
  readonly port: number;
  readonly filesPort: number;
  readonly quirks: Quirks;
  readonly maxFileBytes: number;
  readonly jsonLimitBytes: number;
  readonly linkLifetimeMs: number;
  readonly basePaths: readonly string[];
  readonly community: boolean | 'noTokens';
}

const MIB = 1024 * 1024;

/** Servers keep the paths of earlier versions. */
const BASE_PATHS: Readonly<Record<Mode, readonly string[]>> = {
  'v1.2': ['/api/v1.2', '/api/v1.1', '/api/v1'],
  v1: ['/api/v1'],
};

export function resolveSettings(options: EmulatorOptions): Settings {
  const mode = options.mode ?? 'v1.2';
  return {
    environment: options.environment,
    port: options.port ?? 0,
    filesPort: options.filesPort ?? 0,
    quirks: getQuirks(mode, options.quirks),
    maxFileBytes: options.maxFileBytes ?? (mode === 'v1' ? 22.5 : 10) * MIB,
    jsonLimitBytes: options.jsonLimitBytes ?? (mode === 'v1' ? 50 : 100) * MIB,
    linkLifetimeMs: options.linkLifetimeMs ?? 160_000,
    basePaths: [options.basePath ?? BASE_PATHS[mode]].flat().map((path) => path.replace(/\/+$/, '')),
    community: options.community ?? false,
  };
}
