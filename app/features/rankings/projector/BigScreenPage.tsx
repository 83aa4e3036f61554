import { useState } from 'react'
import { numberInWords, LEAST, sentence, topicsInWords } from '#app/features/rankings/publication/counts-in-words.ts'
import { topWord } from '#app/features/rankings/session.ts'
import { clockWords } from '#app/live/clock.ts'
import { useStream } from '#app/live/use-stream.ts'
import { useTicking } from '#app/live/use-ticking.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Logo } from '#app/ui/Brand.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { BigScreenReveal } from './BigScreenReveal.tsx'
import type { BigScreenData } from './big-screen-page.server.ts'
import { furtherWords, type BigScreen, type SlotState } from './big-screen.ts'

/** More groups than this, or places than this, stand in lower rows. */
const ROOMY_GROUPS = 4
const ROOMY_PLACES = 7
/** More groups than this stand in two columns. */
const GROUPS_IN_ROWS = 8
/** A name that is longer does not fit in large letters. */
const SHORT_NAME = 12

/** The projector: how far the groups are, and after closing the outcome, place by place. It follows by itself. */
export function BigScreenPage({ data: loaded }: { data: BigScreenData }) {
  const [data, setData] = useState(loaded)
  const now = useTicking(data.readAt)
  const { connection } = useStream(paths.council.bigScreenLive(loaded.slug), {
    view: (data) => setData(JSON.parse(data)),
  })

  const { screen } = data
  const groups = screen.groups.length
  const meeting = [data.meetingKind, data.heldOn && formatDate(data.heldOn)]
  return (
    <div className="p-big">
      <header className="sm-bh">
        <Logo />
        <div>
          <h1>{screen.reveal ? `De ${topWord(screen.k)} van de raad` : 'Wat vindt de raad het belangrijkst?'}</h1>
          <p>
            {screen.reveal
              ? `${sentence(numberInWords(groups))} ${groups === 1 ? 'groep' : 'groepen'}, ${topicsInWords(screen.topicCount)}. ${LEAST}`
              : `Elke groep kiest ${numberInWords(screen.k)} van de ${topicsInWords(screen.topicCount)} en zegt waarom`}
          </p>
        </div>
        <div className="sm-clock">
          {data.plannedClose && screen.state === 'open' ? (
            <>
              <b>{clockWords(data.plannedClose, now)}</b>
              <span>{Date.parse(data.plannedClose) > now ? 'minuten tot we sluiten' : 'de tijd is om'}</span>
            </>
          ) : (
            <>
              <span>{meeting[0]}</span>
              <b className="is-date">{meeting[1]}</b>
            </>
          )}
        </div>
      </header>
      {screen.reveal ? <BigScreenReveal screen={screen} reveal={screen.reveal} /> : <Progress screen={screen} />}
      <footer className="sm-bf">
        {connection === 'lost' ? (
          <>
            <Icon name="wifi-off" />
            <span role="status">Geen verbinding. Het scherm gaat vanzelf verder.</span>
          </>
        ) : (
          <Foot screen={screen} />
        )}
      </footer>
    </div>
  )
}

function Foot({ screen }: { screen: BigScreen }) {
  const { reveal, state, unrankedRank } = screen
  if (reveal) {
    const isWhole = reveal.rows.every((row) => row !== null)
    return (
      <span>
        {furtherWords(reveal.further) ??
          (isWhole ? 'Dit zijn alle onderwerpen.' : 'De griffier toont de plaatsen één voor één.')}
      </span>
    )
  }
  return (
    <>
      <Icon name="lock" />
      <span>
        {state === 'prepared'
          ? 'De griffier opent de ranglijst zo.'
          : 'De keuzes blijven verborgen tot de griffier sluit.'}{' '}
        Wat een groep niet kiest, telt bij die groep als plaats {unrankedRank}.
      </span>
    </>
  )
}

function Progress({ screen }: { screen: BigScreen }) {
  const { groups, k } = screen
  const isRoomy = groups.length <= ROOMY_GROUPS && k <= ROOMY_PLACES
  const size = isRoomy ? '' : groups.length <= GROUPS_IN_ROWS ? 'is-rows' : 'is-tight'
  const names = groups.some(({ name }) => name.length > SHORT_NAME) ? 'has-long' : ''
  return (
    <main id="inhoud" className={['sm-groups', size, names].filter(Boolean).join(' ')}>
      {groups.length === 0 && <p className="sm-none">De griffier maakt de groepen nog.</p>}
      {screen.groups.map(({ name, members, slots }) => {
        const filled = slots.filter((slot) => slot !== 'free').length
        const motivated = slots.filter((slot) => slot === 'motivated').length
        return (
          <section key={name} className="sm-group">
            <div>
              <h2>{name}</h2>
              {members > 0 && <p>{members === 1 ? '1 raadslid' : `${members} raadsleden`}</p>}
            </div>
            <ol className="sm-slots">
              {slots.map((slot, index) => (
                <li key={index} className={slotClass[slot]}>
                  {index + 1}
                  <span>
                    {slotIcon[slot]}
                    {slotWord[slot]}
                  </span>
                </li>
              ))}
            </ol>
            <p className="sm-gs">
              {motivated === slots.length ? (
                <>
                  <Icon name="check" /> Klaar<small>alle plaatsen, alle motivaties</small>
                </>
              ) : (
                <>
                  {filled} van {slots.length} plaatsen<small>{missingWords(slots.length - motivated)}</small>
                </>
              )}
            </p>
          </section>
        )
      })}
    </main>
  )
}

const slotClass: Record<SlotState, string | undefined> = { free: undefined, chosen: 'h', motivated: 'f' }
const slotWord: Record<SlotState, string> = { free: 'vrij', chosen: 'bezig', motivated: 'waarom' }
const slotIcon: Record<SlotState, React.ReactNode> = {
  free: null,
  chosen: <Icon name="pencil" />,
  motivated: <Icon name="check" />,
}

const missingWords = (count: number) => (count === 1 ? 'nog 1 motivatie te gaan' : `nog ${count} motivaties te gaan`)
