import { useActionData } from '@remix-run/react'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { Waits } from './PublishAside.tsx'
import { PublicationFields } from './PublicationFields.tsx'
import type { PublicationsView } from './publications-view.server.ts'

type Row = PublicationsView['drafts'][number]

/** The publications of a process: what is prepared, what is public, and what waits for one. */
export function PublicationsPage({ view }: { view: PublicationsView & { said: string | null } }) {
  const { process, counts, drafts, published, finishedOn, said } = view
  const refused = useActionData<FormAnswer>()
  const general = refused?.errors['']
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="publiceren" title="Antwoorden openbaar maken">
        <p className="lede">{ledeOf(view)}</p>
      </WorkHead>
      {general && (
        <div className="under-4">
          <Notice kind="error" live title="Dit ging niet">
            {general}
          </Notice>
        </div>
      )}
      {said && !refused && (
        <div className="under-3">
          <StatusMessage>{said}</StatusMessage>
        </div>
      )}
      <div className="sm-gate">
        <div className="sm-col">
          {drafts.length > 0 && (
            <section className="sm-sec" aria-labelledby="concepten">
              <h2 id="concepten">Wordt voorbereid</h2>
              <ul className="rows">
                {drafts.map((row) => (
                  <Draft key={row.id} row={row} slug={process.slug} />
                ))}
              </ul>
            </section>
          )}
          {published.length > 0 && (
            <section className="sm-sec" aria-labelledby="openbaar">
              <h2 id="openbaar">Openbaar</h2>
              <ul className="rows">
                {published.map((row) => (
                  <Published key={row.id} row={row} slug={process.slug} />
                ))}
              </ul>
            </section>
          )}
          {drafts.length + published.length === 0 && !view.isWithdrawn && (
            <Empty title="Er is nog niets openbaar" level={2}>
              {view.mayPrepare
                ? 'Maak hieronder een publicatie. U kiest waar de antwoorden over gaan. Daarna ziet u wat er nog ontbreekt.'
                : 'Een behandelaar of vaststeller maakt de publicatie. Daarna staat die hier, en maakt een vaststeller die openbaar.'}
            </Empty>
          )}
          {view.mayPrepare && !view.isWithdrawn && <NewPublication view={view} />}
          {view.canFinish && view.mayPublish && <Finish view={view} />}
          {finishedOn !== null && (
            <Notice kind="success" title={`Afgerond op ${finishedOn}`}>
              Komt er nog post die meetelt? Splits en beantwoord die, en maak daarvoor een aanvulling.
            </Notice>
          )}
        </div>
        <aside className="sm-sign" aria-labelledby="wacht">
          <h2 id="wacht">Wat is er binnen</h2>
          <Waiting view={view} />
          {view.second && <SecondInspraak slug={process.slug} says={view.second.says} />}
          {view.mayPublish && <NeedsTwo needsTwo={view.redactionNeedsTwo} />}
          {view.isPublic && (
            <p className="small gap-2">
              <GoLink href={paths.public.answered(process.slug)} arrow>
                Bekijk wat iedereen ziet
              </GoLink>
            </p>
          )}
        </aside>
      </div>
    </Page>
  )
}

function ledeOf({ isWithdrawn, isPublic }: PublicationsView): string {
  if (isWithdrawn && isPublic) return 'Dit traject is ingetrokken. Wat openbaar is, blijft staan.'
  if (isWithdrawn) return 'Dit traject is ingetrokken. Er komen geen antwoorden op de website.'
  return 'Antwoorden worden per bron openbaar, en meer dan één keer als dat nodig is. Wat openbaar is, ligt vast.'
}

function Draft({ row, slug }: { row: Row; slug: string }) {
  return (
    <li>
      <h3>
        <a href={paths.official.process.publication(slug, row.id)}>{row.title}</a>
      </h3>
      <p className="soft">
        Over {row.sources}
        {row.plannedOn && `, gepland op ${row.plannedOn}`}
      </p>
      {row.note !== '' && <p className="small soft lines">{row.note}</p>}
    </li>
  )
}

function Published({ row, slug }: { row: Row; slug: string }) {
  const points = row.points === 1 ? '1 punt' : `${row.points.toLocaleString('nl-NL')} punten`
  const mails = row.messages === 1 ? '1 bericht' : `${row.messages.toLocaleString('nl-NL')} berichten`
  return (
    <li>
      <h3>
        <a href={paths.official.process.publication(slug, row.id)}>{row.title}</a>{' '}
        {row.isSupplement && <Tag>aanvulling</Tag>}
      </h3>
      <p className="soft">
        {row.publishedAt}
        {row.signedBy && `, getekend door ${row.signedBy}`}. {points}, {mails}.
      </p>
      {row.earlyReason !== '' && (
        <p className="small soft lines">Openbaar terwijl er nog post kon komen: {row.earlyReason}</p>
      )}
    </li>
  )
}

function Waiting({ view: { waiting } }: { view: PublicationsView }) {
  if (waiting.length === 0) return <p className="soft">Er is nog geen inbreng.</p>
  return (
    <>
      {waiting.map(({ round, label, received, waiting: open, draft }) => (
        <p key={round} className="small">
          <b>{label}</b>:{' '}
          {open === 0
            ? 'alles is openbaar.'
            : `${open} van ${received} nog niet openbaar${draft === null ? '.' : `, in “${draft}”.`}`}
        </p>
      ))}
    </>
  )
}

function NewPublication({ view }: { view: PublicationsView }) {
  const form = useForm('createPublication', { key: view.key, rounds: view.begin })
  const isOpen = form.answer !== null || view.begin.length > 0 || view.drafts.length + view.published.length === 0
  return (
    <section className="sm-sec" aria-labelledby="nieuw">
      <h2 id="nieuw">Nieuwe publicatie</h2>
      <Fold summary="Kies waar de antwoorden over gaan" open={isOpen}>
        <form method="post" className="form" noValidate>
          <input type="hidden" name="key" value={form.value('key')} />
          <PublicationFields form={form} />
          <Buttons>
            <Button variant="primary-action" name="act" value="createPublication">
              Maak de publicatie
            </Button>
          </Buttons>
        </form>
      </Fold>
    </section>
  )
}

/** For a process that does not end by its last publication: its end is said in words for everyone. */
function Finish({ view: { goesOn, hasInspraak } }: { view: PublicationsView }) {
  const form = useForm('finishProcess')
  return (
    <section className="sm-sec" aria-labelledby="afronden">
      <h2 id="afronden">Rond dit traject af</h2>
      <p className="soft">
        {hasInspraak
          ? 'Alle inbreng die binnen is, is openbaar. Komt er niets meer? Dan kunt u het traject afronden.'
          : 'Alle inbreng van de raad en partners is openbaar. Komt er geen inspraak? Dan kunt u het traject afronden. Het plan zelf wordt hiermee niet openbaar.'}
      </p>
      {goesOn ? <Waits wait={goesOn} /> : <FinishForm form={form} />}
    </section>
  )
}

function FinishForm({ form }: { form: ReturnType<typeof useForm> }) {
  return (
    <form method="post" className="form" noValidate>
      <TextArea
        {...form.field('words')}
        label="Hoe is dit traject afgerond?"
        description="Iedereen leest dit op de pagina van het traject."
        rows={4}
      />
      <Buttons>
        <Button name="act" value="finishProcess">
          Rond het traject af
        </Button>
      </Buttons>
    </form>
  )
}

/** When the second inspraak runs, for which its answers and the end of the process wait, with the way to where it is planned. */
function SecondInspraak({ slug, says }: { slug: string; says: string | null }) {
  return (
    <p className="small gap-2">
      {says ?? 'Er is geen tweede inspraak aangekondigd.'}{' '}
      <GoLink href={`${paths.official.process.release(slug)}#tweede-inspraak`}>Naar de tweede inspraak</GoLink>
    </p>
  )
}

function NeedsTwo({ needsTwo }: { needsTwo: boolean }) {
  return (
    <form method="post" className="gap-4">
      <CheckboxField
        name="needsTwo"
        value="on"
        label="Vier ogen bij weglaten"
        more="Wat een ambtenaar weglaat, is voorlopig tot een ander het definitief maakt."
        defaultChecked={needsTwo}
      />
      <Button name="act" value="setRedactionNeedsTwo">
        Bewaar
      </Button>
    </form>
  )
}
