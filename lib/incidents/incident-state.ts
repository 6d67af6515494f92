/** What a list of incidents can be narrowed to. */
export const incidentStates = ['open', 'closed', 'all'] as const;
