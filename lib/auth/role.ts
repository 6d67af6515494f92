/** Each role may do all that the ones before it may. */
export const roles = ['viewer', 'responder', 'commander', 'admin'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  viewer: 'Viewer',
  responder: 'Responder',
  commander: 'Commander',
  admin: 'Admin',
};

/** What a role adds to the one before it, in words for the members page. */
export const roleMeanings: Record<Role, string> = {
  viewer: 'Reads everything, changes nothing.',
  responder: 'Declares, writes, places holds, decides approvals, records steps.',
  commander: 'Also releases holds, changes severity and phase, publishes, shares.',
  admin: 'Also manages people and API tokens.',
};

export function hasRole(role: Role, required: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(required);
}
