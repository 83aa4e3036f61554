import { Button } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { counted, type AskingRefusal } from './asking-form.ts'
import type { AskedView, ShownRow } from './asking-view.server.ts'

/** Who got which mail and when, and a reminder for those that are chosen. */
export function MailSection({ asked, mayChange, back }: { asked: AskedView; mayChange: boolean; back: AskingRefusal | null }) {
  const { stand } = asked
  const rows = asked.rows.filter(({ partnerId }) => partnerId !== null)
  const canRemind = mayChange && stand === 'open'
  const mayGetOne = ({ state, isArchived }: ShownRow) => canRemind && state !== 'sent' && !isArchived
  return (
    <section className="sm-sec" id="organisaties" aria-labelledby="mail">
      <h2 id="mail">E-mail en herinneringen</h2>
      <p className="soft small">
        Wie nog niet heeft verzonden, krijgt een week en een dag voor de laatste dag vanzelf een herinnering. {canRemind && 'U kunt er ook zelf een sturen, hoogstens één per dag.'}
      </p>
      <Fold summary={`Wie kreeg welke e-mail (${counted(rows.length, 'organisatie', 'organisaties')})`} open={back !== null || rows.length <= 12}>
        <form method="post" noValidate>
          <div className="pq-mail">
            <ResponsiveTable
              caption="E-mail per organisatie"
              columns={[{ label: 'Organisatie' }, { label: 'Mensen' }, { label: 'Stand' }, { label: 'E-mail' }]}
              rows={rows.map((row) => ({
                key: row.id,
                cells: [
                  mayGetOne(row) ? (
                    <label className="check pq-choose" htmlFor={`herinner-${row.id}`}>
                      <input
                        className="utrecht-checkbox utrecht-checkbox--html-input"
                        type="checkbox"
                        id={`herinner-${row.id}`}
                        name="herinner"
                        value={row.id}
                        defaultChecked={back?.chosen.includes(row.id)}
                      />
                      <span>
                        <span className="vh">Herinner </span>
                        {row.name}
                      </span>
                    </label>
                  ) : (
                    row.name
                  ),
                  <People key="mensen" row={row} />,
                  row.says,
                  <Mail key="mail" row={row} />,
                ],
              }))}
            />
          </div>
          {rows.some(mayGetOne) && (
            <p className="gap-3" id="herinner">
              <Button name="actie" value="herinner" icon="mail">
                Herinner nu
              </Button>
            </p>
          )}
        </form>
      </Fold>
    </section>
  )
}

function People({ row: { people, isArchived } }: { row: ShownRow }) {
  if (isArchived) return <Tag>in het archief</Tag>
  if (people.length === 0) return <span className="soft">niemand meer</span>
  return (
    <>
      {people.map(({ name, isCoordinator }, at) => (
        <span key={at} className="pq-person">
          {name}
          {isCoordinator && <span className="soft"> (coördinator)</span>}
        </span>
      ))}
    </>
  )
}

function Mail({ row: { mail, notInvited, isArchived } }: { row: ShownRow }) {
  return (
    <>
      {mail.length === 0 && <span className="soft">nog niets gestuurd</span>}
      {mail.map(({ kind, on, count, failed }, at) => (
        <span key={at} className="pq-person">
          {kind === 'invited' ? 'uitgenodigd' : 'herinnerd'} op {on}
          {count > 1 && <span className="soft"> ({count} personen)</span>}
          {failed > 0 && (
            <span className="pq-failed">
              <Icon name="alert-triangle" />
              {failed === count ? 'nog niet aangekomen' : `bij ${failed} nog niet aangekomen`}
            </span>
          )}
        </span>
      ))}
      {mail.length > 0 && notInvited > 0 && !isArchived && (
        <span className="pq-person soft">{counted(notInvited, 'persoon kwam er later bij', 'personen kwamen er later bij')}</span>
      )}
    </>
  )
}
