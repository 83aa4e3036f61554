import { paths } from '#app/paths.ts'
import { Tag } from '#app/ui/Marks.tsx'
import type { MyInvitation } from './my-invitations.server.ts'
import { daysLeftWords } from './response-view.ts'

/** What someone's organisations are asked, above the plans. */
export function PartnerInvitations({ invitations }: { invitations: readonly MyInvitation[] }) {
  return (
    <section className="sm-sec" aria-labelledby="uitnodigingen">
      <h2 id="uitnodigingen">Uw uitnodigingen</h2>
      {invitations.length === 0 ? (
        <p className="soft">De gemeente vraagt uw organisatie nu niets. U krijgt een e-mail zodra dat anders is.</p>
      ) : (
        <ul className="rows gap-2">
          {invitations.map((invitation) => (
            <li key={invitation.responseId}>
              <p>
                <a className="acc-plan" href={paths.partner.response(invitation.responseId)}>
                  {invitation.processTitle}
                  <span className="vh">, {invitation.partnerName}</span>
                </a>
              </p>
              <p>
                {invitation.partnerName} <State invitation={invitation} />
              </p>
              <p className="soft small">
                {invitation.answersPath ? (
                  <a href={invitation.answersPath}>Lees wat er met uw punten is gedaan</a>
                ) : (
                  untilWords(invitation)
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What can be done, and until when. */
function untilWords({ state, isClosed, closesOn, daysLeft }: MyInvitation): string {
  if (state === 'sent')
    return isClosed
      ? 'De gemeente gaat met uw inbreng aan het werk.'
      : `U hoeft niets meer te doen. Wijzigen kan tot en met ${closesOn}.`
  if (isClosed && daysLeft >= 0) return 'Verzenden kan niet meer.'
  return isClosed
    ? `Verzenden kon tot en met ${closesOn}.`
    : `Verzenden kan tot en met ${closesOn}. ${daysLeftWords(daysLeft)}`
}

/** Amber while the organisation has to do something before the last day. */
function State({ invitation: { state, hasPoints, isClosed, daysLeft, answersPath } }: { invitation: MyInvitation }) {
  if (answersPath)
    return (
      <Tag tone="moss" icon="check">
        beantwoord
      </Tag>
    )
  if (state === 'sent')
    return (
      <Tag tone="moss" icon="check">
        {hasPoints ? 'verzonden' : 'geen specifieke punten'}
      </Tag>
    )
  if (isClosed) return <Tag>niet verzonden</Tag>
  const words = { invited: 'nog niet begonnen', draft: 'concept', released: 'vrijgegeven, nog niet verzonden' }[state]
  return <Tag tone={state === 'released' || daysLeft <= 7 ? 'amber' : 'slate'}>{words}</Tag>
}
