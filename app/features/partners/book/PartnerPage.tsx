import { FormNotices } from '#app/ui/FormNotices.tsx'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { DataList, Empty, Tag } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { type BookRefusal } from './book-form.ts'
import type { PartnerView } from './book-view.server.ts'
import { partnerKindWords, themesInWords } from './book.ts'
import { PartnerFields } from './PartnerFields.tsx'
import { PeopleSection } from './PeopleSection.tsx'

const says: Record<string, string> = {
  nieuw: 'De organisatie staat in het partnerboek. Vul nu in wie er werken.',
  bewaar: 'De gegevens zijn bewaard.',
  'persoon-erbij': 'De persoon is toegevoegd.',
  persoon: 'De gegevens van deze persoon zijn bewaard.',
  'persoon-weg': 'De persoon is weggehaald.',
  archiveer: 'De organisatie staat nu in het archief.',
  herstel: 'De organisatie staat weer in het partnerboek.',
}

/** One organisation: what the book says of it, its people, and where it was invited. */
export function PartnerPage({ view, back }: { view: PartnerView; back: BookRefusal | null }) {
  const { partner, archivedOn, invited, mayChange } = view
  const mine = back?.act === 'bewaar' ? back : null
  const prefix = back?.act === 'persoon-erbij' ? 'nieuw-' : back?.act === 'persoon' ? 'wijzig-' : ''
  const errors = Object.fromEntries(
    Object.entries(back?.errors ?? {}).map(([field, message]) => [field && prefix + field, message]),
  )
  const stored = { name: partner.name, kind: partner.kind, role: partner.role, themes: themesInWords(partner.themes) }
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.partners(), label: 'Partnerboek' }]} />
      <h1 className="pb-name">{partner.name}</h1>
      {archivedOn && (
        <p className="gap-1">
          <Tag>in het archief sinds {archivedOn}</Tag>
        </p>
      )}
      <FormNotices
        errors={errors}
        saved={back === null && says[view.done] !== undefined}
        says={says[view.done] ?? ''}
      />
      <div className="cols gap-4">
        <div className="sm-col">
          <PeopleSection view={view} back={back} />
          <section className="sm-sec" aria-labelledby="uitgenodigd">
            <h2 id="uitgenodigd">Uitgenodigd bij</h2>
            {invited.length === 0 ? (
              <Empty title="Nog nergens uitgenodigd" level={3}>
                Open een traject en kies daar Partners. Dan kunt u deze organisatie om inbreng vragen.
              </Empty>
            ) : (
              <ul className="acc-list">
                {invited.map(({ slug, title, on, says: stand }) => (
                  <li key={slug}>
                    <div>
                      <a href={paths.official.process.partners(slug)}>{title}</a>
                      <span className="wk-sub">gekozen op {on}</span>
                    </div>
                    <Tag>{stand}</Tag>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <aside className="sm-col">
          <section className="sm-sec" aria-labelledby="gegevens">
            <h2 id="gegevens">Gegevens</h2>
            <DataList
              items={[
                { term: 'Soort', value: partnerKindWords[partner.kind] },
                { term: 'Rol', value: partner.role || 'nog niet ingevuld' },
                { term: 'Thema’s', value: stored.themes || 'nog niet ingevuld' },
              ]}
            />
            {mayChange && (
              <Fold summary="Wijzig de gegevens" open={mine !== null}>
                <form method="post" className="form" noValidate>
                  <input type="hidden" name="gezien" value={mine?.texts.gezien ?? view.seen} />
                  <PartnerFields texts={mine?.texts ?? stored} errors={mine?.errors ?? {}} />
                  <Buttons>
                    <Button name="actie" value="bewaar">
                      Bewaar de gegevens
                    </Button>
                  </Buttons>
                </form>
              </Fold>
            )}
          </section>
          {mayChange && <Archive name={partner.name} isArchived={archivedOn !== null} />}
        </aside>
      </div>
    </Page>
  )
}

function Archive({ name, isArchived }: { name: string; isArchived: boolean }) {
  return (
    <section className="sm-sec" aria-labelledby="archief">
      <h2 id="archief">{isArchived ? 'Terug in het boek' : 'Naar het archief'}</h2>
      <p className="soft">
        {isArchived
          ? 'Daarna kunt u deze organisatie weer uitnodigen.'
          : 'Dan nodigt u deze organisatie niet meer uit. Wat zij al heeft gegeven, blijft staan.'}
      </p>
      <form method="post" className="gap-2">
        <Button name="actie" value={isArchived ? 'herstel' : 'archiveer'} variant="quiet">
          {isArchived ? 'Zet terug in het partnerboek' : 'Zet in het archief'}
          <span className="vh">: {name}</span>
        </Button>
      </form>
    </section>
  )
}
