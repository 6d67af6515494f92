export const redactionProfiles = ['public', 'partner'] as const;
export type RedactionProfile = (typeof redactionProfiles)[number];

export const profileNames: Record<RedactionProfile, string> = { public: 'Public', partner: 'Partner' };

export const profileMeanings: Record<RedactionProfile, string> = {
  public: 'Title, severity, state, times, story and updates. No names, no ids, no tools.',
  partner: 'Also names tools, agents, workspaces and the people who acted.',
};

/** As the page says it to who reads it. */
export const profileWithholds: Record<RedactionProfile, string> = {
  public:
    'Names of people, tools, agents and workspaces, ids, addresses, arguments of calls, their output, and secrets.',
  partner: 'Ids of calls, addresses, arguments of calls, their output, and secrets.',
};
