import type { Actor } from '@/lib/auth/actor';
import { hasRole, type Role, roleNames } from '@/lib/auth/role';
import { AppError } from '@/lib/errors';

/** Every verb begins with this. Throws `not_allowed`, naming the role that would do. */
export function requireRole(context: { actor: Actor }, required: Role): void {
  if (hasRole(context.actor.role, required)) return;
  throw new AppError('not_allowed', `${context.actor.actorId} is ${context.actor.role}, needs ${required}`, {
    userMessage: `This needs the role ${roleNames[required]}; you are ${roleNames[context.actor.role]}.`,
    details: { role: context.actor.role, requiredRole: required },
  });
}
