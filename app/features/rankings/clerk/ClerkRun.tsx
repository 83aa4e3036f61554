import type { Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { confirmPath } from './ConfirmStep.tsx'
import { Decides } from './Decides.tsx'
import { ImportSection } from './ImportSection.tsx'
import type { ClerkView, RunView } from './clerk-view.server.ts'
import { useFollowing } from './use-following.ts'

/** While the groups are at it: how far each is, and the way to close. What they chose stays out of it. */
export function ClerkRun({ view, run, said }: { view: ClerkView; run: RunView; said: Said | null }) {
  const here = paths.council.ranking(view.process.slug)
  useFollowing(paths.council.bigScreenLive(view.process.slug))
  const isAsking = view.confirm === 'sluiten'
  const allReady = run.ready === run.groups.length
  return (
    <div className="ck-cols">
      <div className="ck-main">
        <section className="sm-sec" aria-labelledby="voortgang">
          <div className="sm-sec__head">
            <h2 id="voortgang" className="read">
              {allReady
                ? 'Alle groepen zijn klaar'
                : `${run.ready} van ${run.groups.length} groepen ${run.ready === 1 ? 'is' : 'zijn'} klaar`}
            </h2>
            <span className="small soft">
              Stand van {view.shownAt}. <a href={here}>Vernieuw</a>
            </span>
          </div>
          <ul className="ck-groups">
            {run.groups.map((group) => (
              <GroupRow
                key={group.id}
                group={group}
                k={view.k}
                href={paths.council.board(view.process.slug, group.id)}
              />
            ))}
          </ul>
          <p className="small soft gap-2">
            U kunt een lijst ook zelf invullen, voor een groep of voor wie er niet bij kan zijn. Dat wordt vastgelegd.
          </p>
        </section>
        <ImportSection view={view} said={said} />
        <Decides lines={view.decides} />
      </div>
      <aside className="sm-sign ck-open" aria-labelledby="leiden">
        <h2 id="leiden">De vergadering</h2>
        <p className="small">
          Open sinds {run.openedAt}.{run.plannedClose && <> U sluit rond {run.plannedClose}.</>}
        </p>
        <p>
          <GoLink href={paths.council.bigScreen(view.process.slug)} icon="eye">
            Het grote scherm
          </GoLink>
        </p>
        <p className="small soft">
          Het grote scherm toont hoe ver elke groep is. Wat zij kiezen, blijft verborgen tot u sluit.
        </p>
        {!isAsking && (
          <ButtonLink
            wide
            variant={allReady ? 'primary-action' : 'secondary'}
            href={confirmPath(view.process.slug, 'sluiten')}
          >
            Sluit de ranglijst
          </ButtonLink>
        )}
      </aside>
    </div>
  )
}

function GroupRow({ group, k, href }: { group: RunView['groups'][number]; k: number; href: string }) {
  const { name, members, placed, motivated, ready } = group
  return (
    <li>
      <div>
        <p className="ck-list__name">
          {name}{' '}
          {ready && (
            <Tag tone="moss" icon="check">
              klaar
            </Tag>
          )}
        </p>
        <p className="small soft">
          {members === 0
            ? ready
              ? 'geen leden'
              : 'geen leden: u vult de lijst in'
            : members === 1
              ? '1 raadslid'
              : `${members} raadsleden`}
        </p>
      </div>
      <p className="ck-slots" aria-hidden="true">
        {Array.from({ length: k }, (_, at) => (
          <i key={at} className={at < motivated ? 'is-full' : at < placed ? 'is-half' : undefined} />
        ))}
      </p>
      <p className="small">
        {placed} van {k} plaatsen, {motivated} van {k} motivaties
      </p>
      <a className="ck-list__act" href={href}>
        Naar de lijst<span className="vh"> van {name}</span> <Icon name="arrow-right" />
      </a>
    </li>
  )
}
