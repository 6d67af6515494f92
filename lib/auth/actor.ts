import type { Role } from '@/lib/auth/role';

/** Who acts: a signed-in person, an API token, or Holdfast itself. */
export type Actor = {
  kind: 'person' | 'token' | 'system';
  /** User id, token id, or the name of the job. */
  actorId: string;
  name: string;
  role: Role;
  /** When this person last proved who they are; null for tokens and jobs. */
  signedInAt: Date | null;
  /** Of a person's browser, so that signing out elsewhere can spare it. */
  sessionId?: string;
};

export function systemActor(name: string): Actor {
  return { kind: 'system', actorId: name, name: 'Holdfast', role: 'admin', signedInAt: null };
}
