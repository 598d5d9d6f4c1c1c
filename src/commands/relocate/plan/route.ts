import {
  formatLocation,
  identityOf,
  isSpokenToByS3,
  isWithin,
  keyOf,
  LocationError,
  nameOf,
  parentOf,
  parseWrittenLocation,
  relativePath,
  resolveWithin,
  sameStore,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { applyPathMap, type PathRule } from '../../../location/path-map.ts'
import type { Replacement } from '../../../metadata/rewrite.ts'
import type { Reference } from '../../../metadata/snapshot.ts'
import type { ObjectInfo } from '../../../storage/object-store.ts'
import { countOf, formatCount } from '../../../text/quantities.ts'
import { readPlace } from './former-home.ts'
import type { SeenObjects } from '../../../storage/object-table.ts'
import { carry, earlierJobOf, type Move, type Placement } from './placement.ts'
import { Refusals } from './refusals.ts'

/**
 * What becomes of one reference: its file is copied from one place to another, stays (`external-files:
 * keep`), or no setting says where it may go. `written` is what is written into `_metadata`, absent where
 * the former text stays.
 */
export type Route =
  | {
      readonly kind: 'copied'
      readonly from: Location
      readonly to: Location
      readonly written?: Replacement
    }
  | { readonly kind: 'kept'; readonly from: Location; readonly to: Location }
  | { readonly kind: 'refused' }

/** What of a reference decides where it goes. */
type Routed = Pick<Reference, 'kind' | 'path' | 'changelog'>

/** The user's choices, and what lies in the source. */
export interface RouteOptions {
  readonly pathMap: readonly PathRule[]
  readonly externalFiles: 'fail' | 'copy' | 'keep'
  readonly formerHomes: readonly Move[]
  /** Everything in the source's directory. Names beside `_metadata` are not given to gathered files. */
  readonly listed: SeenObjects
  /**
   * Files of claimed savepoints, in which relative handles are looked for whose file is not beside
   * `_metadata`.
   */
  readonly claimed: readonly ObjectInfo[]
  readonly references: 'preserve' | 'relative'
}

/** Decides where references go, and collects what it has to refuse. */
export class Router {
  readonly #placement: Placement
  readonly #options: RouteOptions
  readonly #decided = new Map<string, Route>()
  #decisions = 0
  readonly #refusals = new Refusals()
  readonly #usedRules = new Set<PathRule>()
  /**
   * File names given out in the savepoint directory to gathered files, so that equal names do not collide.
   */
  readonly #gathered = new Set<string>()
  /** Those names by the identity of their files, and for each name the number to try next. */
  readonly #gatheredNames = new Map<string, string>()
  readonly #nextNumbers = new Map<string, number>()
  readonly #claimed = new Map<string, Location>()
  #kept = 0
  #repaired = 0

  constructor(placement: Placement, options: RouteOptions) {
    this.#placement = placement
    this.#options = options
    for (const { location } of options.claimed) this.#claimed.set(nameOf(location), location)
  }

  /**
   * The route of a reference; equal paths have one route. What is counted or given out is remembered; the
   * others, nearly all of them, are found again faster than they would be kept.
   */
  route(reference: Routed): Route {
    const known = this.#decided.size === 0 ? undefined : this.#decided.get(routeKey(reference))
    if (known !== undefined) return known
    const before = this.#decisions
    const route = reference.kind === 'relative' ? this.#relative(reference) : this.#absolute(reference)
    if (this.#decisions !== before) this.#decided.set(routeKey(reference), route)
    return route
  }

  /** The new text of a reference that was routed before, `undefined` where the written one stays. */
  rewrite(reference: Reference): Replacement | undefined {
    const route = this.route(reference)
    if (route.kind !== 'copied') return undefined
    if (
      this.#options.references === 'relative'
      && reference.kind === 'file'
      && !reference.incremental
      && !reference.changelog
    ) {
      const name = relativePath(route.to, this.#placement.snapshot.to)
      if (name !== undefined) return { kind: 'relative', path: name }
    }
    return route.written
  }

  /** How many of the references name their files absolutely in the result. */
  countAbsolute(references: readonly Reference[]): number {
    return references.filter((reference) => {
      const written = this.rewrite(reference)
      return (
        (written === undefined || typeof written === 'string' ? reference.kind : written.kind) !== 'relative'
      )
    }).length
  }

  /** Sentences about kept files and rules that nothing used. */
  warnings(): string[] {
    const warnings = this.#options.pathMap
      .filter((rule) => !this.#usedRules.has(rule))
      .map(
        (rule) =>
          `path-map rule ${formatLocation(rule.from)} => ${formatLocation(rule.to)} matches nothing in _metadata`,
      )
    if (this.#repaired > 0) {
      warnings.push(
        `${countOf(this.#repaired, 'relative handle')} named files that are not beside _metadata but in claimed-savepoint `
          + '(FLINK-39964): copied from there and written as absolute handles',
      )
    }
    if (this.#kept > 0) {
      warnings.push(
        `${this.#kept === 1 ? '1 external file stays where it is' : `${formatCount(this.#kept)} external files stay where they are`} `
          + '(external-files: keep): the result depends on what it refers to there, do not delete that while a job uses it',
      )
    }
    return warnings
  }

  /**
   * @throws RelocationError naming everything that was refused, with the lines that would allow it.
   */
  refuse(): void {
    this.#refusals.throwIfAny(this.#options.externalFiles, this.#placement)
  }

  #relative(reference: Routed): Route {
    const { from, to } = this.#placement.snapshot
    if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference.path)) {
      return this.#refuse(`${JSON.stringify(reference.path)} is written as a relative name but has a scheme`)
    }
    try {
      const here = resolveWithin(from, reference.path)
      const claimed = this.#claimed.get(nameOf(here))
      if (claimed !== undefined && !this.#options.listed.has(here)) return this.#repair(claimed)
      return { kind: 'copied', from: here, to: resolveWithin(to, reference.path) }
    } catch (error) {
      if (!(error instanceof LocationError)) throw error
      return this.#refuse(error.message)
    }
  }

  #absolute(reference: Routed): Route {
    let named: Location
    try {
      named = parseWrittenLocation(reference.path)
    } catch (error) {
      if (!(error instanceof LocationError)) throw error
      return this.#refuse(error.message)
    }
    const from = readPlace(this.#options.formerHomes, named) ?? named
    const to = this.#byRule(named, from) ?? this.#byHome(from)
    if (to !== undefined) {
      if (!sameStore(from.scheme, this.#placement.snapshot.from.scheme)) {
        return this.#mistake(
          `${formatLocation(from)} lies in another kind of store than the source and cannot be read with it`,
        )
      }
      if (!sameStore(to.scheme, this.#placement.snapshot.to.scheme)) {
        return this.#mistake(
          `${formatLocation(from)} would go to ${formatLocation(to)}, another kind of store than the target`,
        )
      }
      return this.#copied(reference, from, to)
    }
    return this.#external(reference, from)
  }

  /**
   * A checkpoint taken after the CLAIM of a native savepoint names files of that savepoint relative to
   * itself, where they are not (FLINK-39964). Found in a directory that the user named, the handle becomes
   * an absolute one, as the fixed Flink writes it.
   */
  #repair(found: Location): Route {
    this.#repaired++
    this.#decisions++
    const to = this.#byRule(found, found) ?? this.#byHome(found) ?? this.#gather(found)
    return { kind: 'copied', from: found, to, written: { kind: 'file', path: formatLocation(to) } }
  }

  #byRule(named: Location, from: Location): Location | undefined {
    for (const location of [named, from]) {
      const to = applyPathMap(this.#options.pathMap, location)
      if (to === undefined) continue
      for (const rule of this.#options.pathMap) if (isWithin(location, rule.from)) this.#usedRules.add(rule)
      return to
    }
    return undefined
  }

  #byHome(from: Location): Location | undefined {
    const placement = this.#placement
    const home = carry(placement.home, from)
    if (home !== undefined) return home
    const earlier = earlierJobOf(placement, from)
    return earlier && carry(earlier, from)
  }

  #external(reference: Routed, from: Location): Route {
    this.#decisions++
    const choice = this.#options.externalFiles
    const merged = reference.kind === 'directory' || reference.kind === 'segment'
    if (choice === 'copy' && reference.kind !== 'directory' && this.#mayGather(from)) {
      return this.#copied(reference, from, this.#gather(from))
    }
    if (choice === 'keep' && !merged && !reference.changelog) {
      this.#kept++
      return { kind: 'kept', from, to: from }
    }
    const directory = reference.kind === 'directory' ? from : (parentOf(from) ?? from)
    this.#refusals.addExternal(directory, merged)
    return { kind: 'refused' }
  }

  /**
   * `_metadata` is untrusted: it must not make us read a bucket, or a local file, that the user did not
   * name.
   */
  #mayGather(from: Location): boolean {
    const source = this.#placement.snapshot.from
    return (
      isSpokenToByS3(from.scheme)
      && sameStore(from.scheme, source.scheme)
      && from.authority === source.authority
    )
  }

  #gather(from: Location): Location {
    const { shape, snapshot, home } = this.#placement
    if (shape === 'checkpoint') return resolveWithin(home.to, `external/${from.authority}/${keyOf(from)}`)
    const name = nameOf(from)
    const identity = identityOf(from)
    const known = this.#gatheredNames.get(identity)
    if (known !== undefined) return resolveWithin(snapshot.to, known)
    for (let n = this.#nextNumbers.get(name) ?? 1; ; n++) {
      const candidate = n === 1 ? name : `${name}-${n}`
      if (this.#isTaken(candidate) || this.#gathered.has(candidate)) continue
      this.#gathered.add(candidate)
      this.#gatheredNames.set(identity, candidate)
      this.#nextNumbers.set(name, n + 1)
      return resolveWithin(snapshot.to, candidate)
    }
  }

  #isTaken(name: string): boolean {
    return (
      name === METADATA_NAME || this.#options.listed.has(resolveWithin(this.#placement.snapshot.from, name))
    )
  }

  #copied(reference: Routed, from: Location, to: Location): Route {
    const text = formatLocation(to)
    return { kind: 'copied', from, to, written: text === reference.path ? undefined : text }
  }

  #mistake(sentence: string): Route {
    this.#refusals.addMistake(sentence)
    this.#decisions++
    return { kind: 'refused' }
  }

  #refuse(sentence: string): Route {
    this.#refusals.addDamage(sentence)
    this.#decisions++
    return { kind: 'refused' }
  }
}

function routeKey(reference: Routed): string {
  return reference.kind === 'relative' ? `./${reference.path}` : reference.path
}
