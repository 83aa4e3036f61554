import { questionKindWords } from '#app/features/partners/questionnaire.ts'
import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { TotalTable } from './AnswersPage.tsx'
import { counted } from '#app/counted.ts'
import type { QuestionAnswersView } from './answers-view.server.ts'

/** What all organisations answered to one question, side by side, with the total of what was chosen. */
export function QuestionAnswersPage({ view }: { view: QuestionAnswersView }) {
  const { process, question, previous, next, totals, answered } = view
  const of = paths.official.process
  const { search, chosen } = view.filter
  const narrowed = {
    ...{ vraag: `${question.number}`, zoek: search === '' ? null : search, antwoord: chosen === '' ? null : chosen },
  }
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: of.partnerAnswers(process.slug), label: `Antwoorden van partners, ${process.title}` }]} />
      <h1>
        {question.number}. {question.heading}
      </h1>
      <p className="pq-tags">
        <span className="soft">{questionKindWords[question.kind].label}</span>
        {question.isRetired && <Tag tone="slate">wordt niet meer gevraagd</Tag>}
        <span>{answered === 0 ? 'nog geen antwoord' : counted(answered, 'antwoord', 'antwoorden')}</span>
      </p>
      <nav className="pq-files" aria-label="Vragen">
        {previous !== null && <GoLink href={of.partnerAnswersTo(process.slug, previous)}>Vraag {previous}</GoLink>}
        {next !== null && <GoLink href={of.partnerAnswersTo(process.slug, next)}>Vraag {next}</GoLink>}
        {answered > 0 && (
          <SaveLinks
            what="deze antwoorden"
            xlsx={withQuery(of.giveOut(process.slug, 'partnerantwoorden.xlsx'), narrowed)}
            csv={withQuery(of.giveOut(process.slug, 'partnerantwoorden.csv'), narrowed)}
          />
        )}
      </nav>
      {answered > 0 && totals.length > 0 && (
        <section className="sm-sec" aria-labelledby="totaal">
          <h2 id="totaal">Wat er is gekozen</h2>
          {totals.map((total) => (
            <TotalTable key={total.version} {...total} among={totals.length} />
          ))}
        </section>
      )}
      {answered === 0 ? (
        <Empty title="Nog niemand gaf hierop antwoord">
          <p>Antwoorden staan hier zodra een organisatie ze verzendt, of u ze uit een bestand inleest.</p>
        </Empty>
      ) : (
        <SideBySide view={view} />
      )}
      <Without view={view} />
    </Page>
  )
}

function SideBySide({ view }: { view: QuestionAnswersView }) {
  const { process, question, filter, totals, answers, found, answered, page, pages } = view
  const options = [...new Set(totals.flatMap(({ total }) => total.counts.map(({ label }) => label)))]
  const isFiltered = filter.search !== '' || filter.chosen !== ''
  const here = paths.official.process.partnerAnswersTo(process.slug, question.number)
  return (
    <section className="sm-sec" aria-labelledby="antwoorden">
      <h2 id="antwoorden">De antwoorden naast elkaar</h2>
      <FilterFold inUse={isFiltered}>
        <form className="wk-filters" method="get" action={here} role="search">
          <TextInput name="zoek" label="Zoek in namen en antwoorden" type="search" defaultValue={filter.search} />
          {options.length > 0 && (
            <Select
              name="antwoord"
              label="Gekozen antwoord"
              empty="Alle antwoorden"
              defaultValue={filter.chosen}
              options={options.map((label) => ({ value: label, label }))}
            />
          )}
          <button className="utrecht-button utrecht-button--quiet" type="submit">
            Toon
          </button>
        </form>
      </FilterFold>
      {isFiltered && (
        <p className="small" role="status">
          {found === 0
            ? 'Hiermee is niets gevonden.'
            : `${counted(found, 'antwoord', 'antwoorden')} gevonden van de ${answered}.`}{' '}
          <a href={here}>Toon alle antwoorden</a>
        </p>
      )}
      <ul className="pq-sides">
        {answers.map(({ contributionId, name, kind, texts, isEarlier }) => (
          <li key={contributionId}>
            <h3>
              <a href={paths.official.process.split(process.slug, contributionId)}>{name}</a>
            </h3>
            {isEarlier && <p className="small soft">op een eerdere versie van de vraag</p>}
            {kind === 'points' && texts.length > 1 ? (
              <ol className="pq-given">
                {texts.map((text, index) => (
                  <li key={index} className="pq-lines" dir="auto">
                    {text}
                  </li>
                ))}
              </ol>
            ) : (
              texts.map((text, index) => (
                <p key={index} className={kind === 'choice' || kind === 'scale' ? 'pq-chosen' : 'pq-lines'} dir="auto">
                  {text}
                </p>
              ))
            )}
          </li>
        ))}
      </ul>
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(to) => withQuery(here, { zoek: filter.search, antwoord: filter.chosen, pagina: `${to}` })}
      />
    </section>
  )
}

function Without({ view: { without } }: { view: QuestionAnswersView }) {
  const groups = [
    { title: 'Overgeslagen', names: without.skipped },
    { title: 'Niet van toepassing', names: without.notApplicable },
    { title: 'Verzonden zonder antwoord op deze vraag', names: without.unanswered },
    { title: 'Nog niet verzonden', names: without.notSent },
  ].filter(({ names }) => names.length > 0)
  if (groups.length === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="zonder">
      <h2 id="zonder">Wie geen antwoord gaf</h2>
      <dl className="pq-without breakable">
        {groups.map(({ title, names }) => (
          <div key={title}>
            <dt>
              {title} ({names.length})
            </dt>
            <dd>{names.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
