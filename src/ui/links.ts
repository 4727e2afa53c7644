/** Addresses that the extension opens in the browser. */
export const links = {
  /** Both kinds of token are issued by the live web app. Source: api.md 2.3. */
  tokens: 'https://app.opensignlabs.com/generatetoken',
  apiDocs: 'https://docs.opensignlabs.com/docs/API-docs/opensign-api-v-1.2',
  tokenHelp: 'https://docs.opensignlabs.com/docs/help/Settings/API-Token',
  pricing: 'https://www.opensignlabs.com/pricing',
  support: 'mailto:support@opensignlabs.com',
} as const;

export const supportAddress = 'support@opensignlabs.com';
