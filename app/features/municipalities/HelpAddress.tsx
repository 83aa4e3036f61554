export type Help = { helpPhone: string; helpHours: string; helpDesk: string }

/** A telephone number as a link that a phone can dial. */
export function PhoneLink({ number }: { number: string }) {
  return (
    <a className="nowrap" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      {number}
    </a>
  )
}

/** Whom to call and where to come by, of what the municipality filled in; null when it filled in nothing. */
export function HelpAddress({ helpPhone, helpHours, helpDesk }: Help) {
  if (helpPhone === '' && helpDesk === '') return null
  return (
    <p>
      {helpPhone !== '' && (
        <>
          Bel <PhoneLink number={helpPhone} />
          {helpHours !== '' && `, ${helpHours}`}.{' '}
        </>
      )}
      {helpDesk !== '' && `${helpPhone === '' ? 'Kom' : 'Of kom'} langs bij ${helpDesk}. `}
      Wij helpen u graag.
    </p>
  )
}
