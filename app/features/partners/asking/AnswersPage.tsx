import { questionKindWords } from '#app/features/partners/questionnaire.ts'
import { paths } from '#app/paths.ts'
import { BarTable } from '#app/ui/BarTable.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { counted } from '#app/counted.ts'
import { AskingHead } from './AskingHead.tsx'
import type { AnswersView, TotalView } from './answers-view.server.ts'

/** All questions to partners: how many answered each, what was chosen, and the way to the answers side by side. */
export function AnswersPage({ view }: { view: AnswersView }) {
  const { process, questions, sent, list } = view
  const of = paths.official.process
  const hasTotals = questions.some(({ totals }) => totals.length > 0)
  return (
    <Page wrap={false} className="sm-page">
      <AskingHead view={view} list={list} current="antwoorden">
        <p className="lede">
          {sent === 0
            ? 'Nog geen organisatie verzond haar antwoorden.'
            : `${counted(sent, 'organisatie', 'organisaties')} verzond${sent === 1 ? '' : 'en'} antwoorden. Een concept staat hier niet bij: dat is van de organisatie zelf.`}
        </p>
      </AskingHead>
      {questions.length === 0 ? (
        <Empty title="Er zijn nog geen vragen">
          <p>
            <a href={of.partnerQuestions(process.slug)}>Maak de vragen</a>. De antwoorden staan daarna hier naast
            elkaar.
          </p>
        </Empty>
      ) : (
        <>
          <p className="pq-files">
            <span>
              Alle antwoorden:{' '}
              <SaveLinks
                what="alle antwoorden"
                xlsx={of.giveOut(process.slug, 'partnerantwoorden.xlsx')}
                csv={of.giveOut(process.slug, 'partnerantwoorden.csv')}
              />
            </span>
            {hasTotals && (
              <span>
                Totalen van keuzes en schalen:{' '}
                <SaveLinks
                  what="totalen van keuzes en schalen"
                  xlsx={of.giveOut(process.slug, 'partnertotalen.xlsx')}
                  csv={of.giveOut(process.slug, 'partnertotalen.csv')}
                />
              </span>
            )}
          </p>
          <ol className="pq-answered">
            {questions.map(({ number, heading, kind, isRetired, answered, totals }) => (
              <li key={number} className="sm-sec">
                <h2>
                  <a href={of.partnerAnswersTo(process.slug, number)}>
                    {number}. {heading}
                  </a>
                </h2>
                <p className="pq-tags small">
                  <span className="soft">{questionKindWords[kind].label}</span>
                  {isRetired && <Tag tone="slate">wordt niet meer gevraagd</Tag>}
                  <span>{answered === 0 ? 'nog geen antwoord' : counted(answered, 'antwoord', 'antwoorden')}</span>
                </p>
                {answered > 0 &&
                  totals.map((total) => <TotalTable key={total.version} {...total} among={totals.length} />)}
              </li>
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}

/** What was chosen, in a sentence and in a table with bars. */
export function TotalTable({
  version,
  among,
  heading,
  kind,
  total,
  words,
}: TotalView & { /** How many versions of the question have a table. */ among: number }) {
  return (
    <div className="pq-total">
      {among > 1 && <h3>{`Versie ${version}: ${heading}`}</h3>}
      <p>{words}</p>
      <BarTable
        caption={`Gekozen bij: ${heading}`}
        label={kind === 'scale' ? 'Stap' : 'Antwoord'}
        amount="Aantal"
        bars={total.counts.map(({ label, count, isOther }, index) => ({
          label:
            kind === 'scale' && !isOther ? `${index + 1}. ${label}` : isOther ? `${label} (in eigen woorden)` : label,
          count,
          isRest: isOther,
        }))}
      />
    </div>
  )
}
