import { EmailLink, PhoneLink, type Help as HelpData } from '#app/features/municipalities/HelpAddress.tsx'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Help } from '#app/ui/FormParts.tsx'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import type { ClosedDesk } from './reaction-desk.server.ts'

const headings: Record<string, string> = {
  processing: 'Reageren op deze website kan niet meer',
  answered: 'Reageren kan niet meer',
  withdrawn: 'Dit plan is ingetrokken',
}

/** The title of the page when nothing can be sent. */
export function closedHeading(stage: string): string {
  return headings[stage] ?? 'Reageren kan nu niet'
}

/** What came with the form just now, and whether it is stored: a text that is too long is not. */
type Typed = { text: string; isKept: boolean }

/** When nothing can be sent on the site: why, what is still possible, and what was typed, to be copied. */
export function ReactionClosed({ closed, typed, help }: { closed: ClosedDesk; typed?: Typed; help: HelpData }) {
  const text = typed?.text ?? closed.text
  const home = paths.public.process(closed.slug)
  return (
    <Page>
      <BackLink href={home}>{closed.processTitle}</BackLink>
      <div className="withhelp">
        <div className="form">
          <div className="stephead">
            <h1>{closedHeading(closed.stage)}</h1>
            <p className="lede">{why(closed)}</p>
          </div>
          {text !== '' && (
            <TypedText
              text={text}
              isKept={typed?.isKept ?? true}
              keptUntil={typed === undefined ? closed.keptUntil : null}
            />
          )}
          {closed.stage === 'processing' && <StillPossible closed={closed} help={help} />}
          <div className="btns">
            {closed.stage === 'answered' ? (
              <ButtonLink variant="primary-action" href={paths.public.answered(closed.slug)}>
                Bekijk wat er met de reacties is gedaan
              </ButtonLink>
            ) : (
              <ButtonLink variant="primary-action" href={home}>
                Bekijk hoe het verdergaat
              </ButtonLink>
            )}
          </div>
        </div>
        <aside>
          <Help title="Hebt u al gereageerd?">
            <p>
              Met de code van uw ontvangstbewijs ziet u op <a href={paths.public.myReaction()}>Mijn reactie</a> wat wij
              ermee doen.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}

function why({ stage, lastDay, before, adopted, withdrawnBecause, answersExpected }: ClosedDesk): string {
  if (stage === 'withdrawn') return `De gemeente gaat niet verder met dit plan. ${withdrawnBecause}`.trim()
  const rounds = before
    ? `Dat kon tot en met ${before.lastDay}, en in de tweede inspraak van ${before.again} tot en met ${lastDay}.`
    : `Dat kon tot en met ${lastDay}.`
  const until = adopted ? `${rounds} Het plan is op ${adopted}.` : rounds
  if (stage === 'answered') return `${until} Alle reacties hebben antwoord.`
  return answersExpected === ''
    ? `${until} Wij lezen nu alle reacties.`
    : `${until} Wij lezen nu alle reacties. Wanneer komen de antwoorden? Wij verwachten: ${answersExpected}.`
}

function TypedText({ text, isKept, keptUntil }: { text: string; isKept: boolean; keptUntil: string | null }) {
  return (
    <section aria-labelledby="getypt" className="field">
      <h2 id="getypt" className="utrecht-form-label--large">
        Dit had u getypt
      </h2>
      <p className="utrecht-form-field-description" id="getypt-uitleg">
        {isKept
          ? 'Uw tekst is niet verstuurd, maar wel bewaard. U kunt hem hieruit kopiëren.'
          : 'Uw tekst is niet verstuurd en niet bewaard. Wilt u hem houden? Kopieer hem dan nu hieruit.'}
        {keptUntil && ` Hij blijft hier staan tot en met ${keptUntil}.`}
      </p>
      <textarea
        className="utrecht-textarea"
        dir="auto"
        readOnly
        rows={8}
        aria-labelledby="getypt"
        aria-describedby="getypt-uitleg"
        defaultValue={text}
      />
    </section>
  )
}

/** The rules for what comes after the last day (Awb 6:9 for post; a late reaction is registered as late, not refused). */
function StillPossible({ closed, help }: { closed: ClosedDesk; help: HelpData }) {
  const post = closed.channels.find((channel) => channel.kind === 'post')
  const atDesk = help.helpDesk !== ''
  const byPhone = help.helpPhone !== ''
  const byMail = help.contactEmail !== ''
  return (
    <section aria-labelledby="kan-nog">
      <h2 id="kan-nog" className="under-3">
        Dit kan nog wel
      </h2>
      <ul className="rows">
        {closed.postUntil && (
          <li>
            <h3>U hebt al een brief verstuurd</h3>
            <p>
              Deed u uw brief uiterlijk {closed.lastDay} op de post? Dan telt hij mee als wij hem uiterlijk{' '}
              {closed.postUntil} krijgen.
              {post && post.address !== '' && ` Ons adres: ${post.address}.`}
            </p>
          </li>
        )}
        {(atDesk || byPhone || byMail) && (
          <li>
            <h3>Toch nog iets zeggen</h3>
            <p>
              {byPhone && (
                <>
                  Bel <PhoneLink number={help.helpPhone} />
                  {help.helpHours !== '' && `, ${help.helpHours}`}.{' '}
                </>
              )}
              {byMail && (
                <>
                  {byPhone ? 'Of mail' : 'Mail'} naar <EmailLink address={help.contactEmail} />.{' '}
                </>
              )}
              {atDesk && `${byPhone || byMail ? 'Of kom' : 'Kom'} langs bij ${help.helpDesk}. `}
              Wij schrijven uw reactie op en zetten erbij dat hij na de laatste dag kwam. Het kan zijn dat hij niet meer
              meetelt.
            </p>
          </li>
        )}
      </ul>
    </section>
  )
}
