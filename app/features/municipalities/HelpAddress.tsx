import { telephone, telephoneHref } from '#app/telephone.ts'

export type Help = { helpPhone: string; helpHours: string; helpDesk: string; contactEmail: string }

/** A telephone number as a link that a phone can dial, written as everywhere on the site. */
export function PhoneLink({ number }: { number: string }) {
  return (
    <a className="nowrap" href={telephoneHref(number)}>
      {telephone(number)}
    </a>
  )
}

/** An address to write to, as a link. */
export function EmailLink({ address }: { address: string }) {
  return (
    <a className="breakable" href={`mailto:${address}`}>
      {address}
    </a>
  )
}

/** Whether a municipality says by which way to reach it. */
export const isReachable = ({ helpPhone, helpDesk, contactEmail }: Help) =>
  helpPhone !== '' || helpDesk !== '' || contactEmail !== ''

/** Whom to call, where to write and where to come by, of what the municipality filled in; null when it filled in nothing. */
export function HelpAddress(help: Help) {
  const { helpPhone, helpHours, helpDesk, contactEmail } = help
  if (!isReachable(help)) return null
  return (
    <p>
      {helpPhone !== '' && (
        <>
          Bel <PhoneLink number={helpPhone} />
          {helpHours !== '' && `, ${helpHours}`}.{' '}
        </>
      )}
      {contactEmail !== '' && (
        <>
          {helpPhone === '' ? 'Mail' : 'Of mail'} naar <EmailLink address={contactEmail} />.{' '}
        </>
      )}
      {helpDesk !== '' && `${helpPhone === '' && contactEmail === '' ? 'Kom' : 'Of kom'} langs bij ${helpDesk}. `}
      Wij helpen u graag.
    </p>
  )
}

/** 'Bel 0591 12 34 56 of mail naar …': for in a sentence; null when neither is known. `small` begins it without a capital. */
export function CallOrMail({
  helpPhone,
  contactEmail,
  small,
}: Pick<Help, 'helpPhone' | 'contactEmail'> & { small?: boolean }) {
  const call = small ? 'bel' : 'Bel'
  const write = helpPhone !== '' || small ? 'mail' : 'Mail'
  if (helpPhone === '' && contactEmail === '') return null
  return (
    <>
      {helpPhone !== '' && (
        <>
          {call} <PhoneLink number={helpPhone} />
        </>
      )}
      {helpPhone !== '' && contactEmail !== '' && ' of '}
      {contactEmail !== '' && (
        <>
          {write} naar <EmailLink address={contactEmail} />
        </>
      )}
    </>
  )
}
