/**
 * What the vendor calls itself and its parts. The product was renamed once already, and not cleanly, so
 * every one of these names is a value and none of them stands in the code (contract 0.4).
 */
export type Profile = {
  product: string;
  /** What people call the execution platform. */
  platform: string;
  /** The command-line client, and the folder of its configuration below `~/.config`. */
  cli: string;
  apiKeyPrefix: string;
  joinKeyPrefix: string;
  /** Environment variables that its programs read. */
  envPrefixes: readonly string[];
  workspaceHeader: string;
  /** On an agent's host: where credential files lie, and the service whose log names executions. */
  credentialsFolder: string;
  agentUnit: string;
};

export const profiles = {
  /** D:auth, c-cfg, gh-ca, rot. */
  xerotier: {
    product: 'Xerotier',
    platform: 'XEM',
    cli: 'xeroctl',
    apiKeyPrefix: 'xero_',
    joinKeyPrefix: 'xjk_',
    envPrefixes: ['XEROTIER_', 'XEM_'],
    workspaceHeader: 'X-Xerotier-Workspace',
    credentialsFolder: '/var/lib/xerotier/credentials',
    agentUnit: 'xerotier-xem',
  },
  /** D:gh-ca, gh-rpm, gh-brew for names of programs, prefixes and folders; I for the rest. */
  erebine: {
    product: 'Erebine',
    platform: 'EEM',
    cli: 'erectl',
    apiKeyPrefix: 'ere_',
    joinKeyPrefix: 'ejk_',
    // The rename is not clean: its packages still name the old variables.
    envPrefixes: ['EREBINE_', 'EEM_', 'XEROTIER_', 'XEM_'],
    workspaceHeader: 'X-Erebine-Workspace',
    credentialsFolder: '/var/lib/erebine/credentials',
    agentUnit: 'erebine-eem-agent',
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles) as [ProfileName, ...ProfileName[]];
