import { createHmac, timingSafeEqual } from 'node:crypto'

type Invitation = { id: string; municipalityId: string; invitation: number }

/**
 * The secret of the link for who is invited: made of the meeting with the key of the installation, and stored nowhere, so that
 * officials can look it up and a copy of the database opens nothing. The next number makes another.
 */
export function invitationToken({ id, municipalityId, invitation }: Invitation, secret: string): string {
  return createHmac('sha256', secret)
    .update(`meeting-invitation:${municipalityId}:${id}:${invitation}`)
    .digest('base64url')
}

export function opensInvitation(meeting: Invitation, secret: string, token: string | null): boolean {
  const [given, wanted] = [Buffer.from(token ?? ''), Buffer.from(invitationToken(meeting, secret))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
