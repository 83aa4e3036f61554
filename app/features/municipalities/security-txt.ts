import { paths } from '#app/paths.ts'
/** Days that the file may be believed: less than a year, as RFC 9116 advises. It is made anew with every request. */
const DAYS = 180

type Reachable = { securityContact: string; contactEmail: string; senderEmail: string }

/** Where to report a leak (RFC 9116): what the municipality filled in for it, else the address that residents write to. */
export function securityTxt(
  { securityContact, contactEmail, senderEmail }: Reachable,
  origin: string,
  now: Date,
): string {
  const contact = securityContact || contactEmail || senderEmail
  const expires = new Date(now.getTime() + DAYS * 86_400_000)
  expires.setUTCHours(0, 0, 0, 0)
  return [
    `Contact: ${/^https:/.test(contact) ? contact : `mailto:${contact}`}`,
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    'Preferred-Languages: nl, en',
    // Of a file that is not sent over https the RFC lets no address be given.
    ...(origin.startsWith('https:') ? [`Canonical: ${origin}${paths.public.securityTxt()}`] : []),
    '',
  ].join('\n')
}
