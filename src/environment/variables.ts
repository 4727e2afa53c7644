import type { EnvironmentName } from '../api/environmentName';

/**
 * The environment variables that written code reads an environment's token and base URL from. Each environment has
 * its own pair, so that a program cannot send one's token to the other's host by a changed value alone.
 */
export function tokenVariable(environment: EnvironmentName): string {
  return environment === 'live' ? 'OPENSIGN_API_TOKEN' : 'OPENSIGN_SANDBOX_API_TOKEN';
}

/** See {@link tokenVariable}. The value is a base URL such as `https://host/api/v1.2`, without a slash at the end. */
export function baseUrlVariable(environment: EnvironmentName): string {
  return environment === 'live' ? 'OPENSIGN_BASE_URL' : 'OPENSIGN_SANDBOX_BASE_URL';
}
