/** What to tell somebody whose one-time link did not work, by the word that the sign-in library put into the address. */
export function linkFault(error: string | string[] | undefined): string {
  if (error === undefined) return 'The address is not whole: copy all of it and open it again.';
  if (error === 'failed_to_create_session') return 'This account is disabled. Ask an admin to enable it.';
  if (error === 'INVALID_TOKEN' || error === 'new_user_signup_disabled') {
    return 'It has expired, was used already, or was replaced by a newer one. Ask an admin for a new link.';
  }
  return 'It could not be checked right now. Open it again in a moment.';
}
