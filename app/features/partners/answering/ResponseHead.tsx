import { useTicking } from '#app/live/use-ticking.ts'
import { daysBetween, formatDateLong, formatDateTime, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/Shell.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { daysLeftWords, isTakenIn, leaderTo, type ResponseView } from './response-view.ts'

const steps = [
  { states: ['invited', 'draft'], label: 'Concept' },
  { states: ['released'], label: 'Vrijgegeven' },
  { states: ['sent'], label: 'Verzonden' },
] as const

/** What stands above every page of a response: whose it is, where it is, and until when it can be sent. */
export function ResponseHead({
  view,
  responseId,
  ownId,
  page,
}: {
  view: ResponseView
  responseId: string
  /** Who reads it. */ ownId: string
  /** Name of a page below the response. */ page?: string
}) {
  const at = steps.findIndex(({ states }) => states.some((state) => state === view.state))
  const answers = view.questions.filter(({ isRemoved }) => !isRemoved).length
  return (
    <>
      <Crumbs
        items={[
          { href: paths.partner.home(), label: 'Uw uitnodigingen' },
          ...(page ? [{ href: paths.partner.response(responseId), label: view.partnerName }] : []),
        ]}
      />
      <p className="soft small">{view.processTitle}</p>
      <h1>{page ?? `${answers === 1 ? 'Een vraag' : `${capital(answers)} vragen`} aan ${view.partnerName}`}</h1>
      <ol className="pa-state" aria-label="Stand van uw inbreng">
        {steps.map(({ label }, index) => {
          const icon: IconName = index < at || view.state === 'sent' ? 'check' : index === at ? 'pencil' : 'circle'
          return (
            <li key={label} aria-current={index === at ? 'step' : undefined}>
              <Icon name={icon} />
              {label}
              {index < at && <span className="vh"> (klaar)</span>}
            </li>
          )
        })}
      </ol>
      <Standing {...{ view, ownId }} />
    </>
  )
}

/** The sentence about the last day, and who reads along. */
function Standing({ view, ownId }: { view: ResponseView; ownId: string }) {
  const now = useTicking(view.readAt)
  const left = daysBetween(today(new Date(now)), view.closesOn)
  const lastDay = formatDateLong(view.closesOn)
  if (view.state === 'sent') {
    const sentAt = formatDateTime(new Date(view.sentAt ?? view.readAt))
    return (
      <p className="small soft pa-private">
        <Icon name="check-circle" />{' '}
        {isTakenIn(view)
          ? `De gemeente kreeg uw punten op ${formatDateLong(today(new Date(view.sentAt ?? view.readAt)))}.`
          : view.hasPoints
            ? `Verzonden op ${sentAt}. De gemeente leest wat u verzond.`
            : `Op ${sentAt} liet u weten dat u geen specifieke punten hebt. U hoeft niets meer te doen.`}
      </p>
    )
  }
  const leader = capitalised(leaderTo(view.people, ownId))
  const isOver = left < 0 || view.stand === 'closed'
  return (
    <>
      <p className="small soft pa-private">
        <Icon name="lock" /> Tot het verzenden ziet alleen uw organisatie deze antwoorden.
      </p>
      <p className={left <= 7 ? 'pa-close is-near' : 'pa-close'}>
        <b>
          {isOver
            ? left < 0
              ? `Verzenden kon tot en met ${lastDay}.`
              : 'Verzenden kan niet meer.'
            : `Verzenden kan tot en met ${lastDay}.`}
        </b>
        <span>
          {isOver
            ? overWords(view)
            : `${daysLeftWords(left)} ${view.state === 'released' ? `${leader} verzendt de inbreng.` : `${leader} geeft de inbreng daarvoor vrij en verzendt die.`}`}
        </span>
      </p>
    </>
  )
}

/** After the last day, of what was not sent, or not again. */
function overWords({ versions, questions }: ResponseView): string {
  const sent = versions > 0 ? 'Wat u eerder verzond, is heropend en niet opnieuw verzonden.' : 'Er is niets verzonden.'
  const written = questions.some(({ answer }) => answer !== null && answer.items.length > 0)
    ? ' Wat u schreef, blijft hier staan.'
    : ''
  return `${sent}${written} Wilt u nog iets meegeven? Neem dan contact op met de gemeente.`
}

const words = ['Geen', 'Een', 'Twee', 'Drie', 'Vier', 'Vijf', 'Zes', 'Zeven', 'Acht', 'Negen', 'Tien', 'Elf', 'Twaalf']
const capital = (count: number) => words[count] ?? String(count)
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
