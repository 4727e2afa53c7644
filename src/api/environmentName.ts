/** OpenSign's environments have separate hosts, tokens, templates and documents. */
export const environmentNames = ['sandbox', 'live'] as const;

export type EnvironmentName = (typeof environmentNames)[number];

export function isEnvironmentName(value: unknown): value is EnvironmentName {
  return value === 'sandbox' || value === 'live';
}

export function otherEnvironment(environment: EnvironmentName): EnvironmentName {
  return environment === 'live' ? 'sandbox' : 'live';
}
