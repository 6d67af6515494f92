export const subjectKinds = ['execution', 'approval', 'agent', 'workspace', 'chat'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const subjectKindNames: Record<SubjectKind, string> = {
  execution: 'Execution',
  approval: 'Approval',
  agent: 'Agent',
  workspace: 'Workspace',
  chat: 'Chat',
};

/** How much one declaration can attach; the rest is found by what was attached. */
export const declareSubjectLimit = 50;
