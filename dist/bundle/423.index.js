export const id = 423;
export const ids = [423];
export const modules = {

/***/ 8423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  relocate: () => (/* binding */ relocate)
});

// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/location/location-map.js
var location_map = __webpack_require__(7080);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/storage/proof.js
/** Whether more than the size was compared; nothing known proves nothing. */
function provesContent(proof) {
    return proof !== undefined && proof !== 'size';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/storage/digests.js + 1 modules
var storage_digests = __webpack_require__(9235);
// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
;// CONCATENATED MODULE: ./build/storage/same-content.js




/**
 * What proves, at no more cost than a look or reading a local file, that two objects have the same content:
 * the cheapest proof is asked for first. `undefined` also where there is no proof.
 */
async function sameContent([source, from], [target, to], options) {
    if (from.sizeBytes !== to.sizeBytes)
        return undefined;
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target)) {
        if (from.etag !== undefined && from.etag === to.etag)
            return 'etag';
        const there = await target.proofs(to, options);
        if (await isOneOf([source, from], there.checksums, options))
            return 'checksum';
        return there.origin !== undefined && there.origin === source.source(from).origin ? 'size' : undefined;
    }
    if (!(0,server_side/* canCopyWithin */.d)(source) && !(0,server_side/* canCopyWithin */.d)(target))
        return (await haveSameBytes([source, from], [target, to], options)) ? 'bytes' : undefined;
    const [file, etag] = (0,server_side/* canCopyWithin */.d)(source)
        ? [[target, to], from.etag]
        : [[source, from], to.etag];
    return (await hasEtag(file, etag, options)) ? 'etag' : undefined;
}
/** Whether both stores keep checksums of the whole content, and all that both keep are equal. */
async function haveSameChecksum(a, [store, info], options) {
    return (0,server_side/* canCopyWithin */.d)(store) && isOneOf(a, (await store.proofs(info, options)).checksums, options);
}
async function isOneOf([store, info], there, options) {
    if (there.size === 0 || !(0,server_side/* canCopyWithin */.d)(store))
        return false;
    const { checksums } = await store.proofs(info, options);
    const common = [...checksums.keys()].filter((algorithm) => there.has(algorithm));
    return common.length > 0 && common.every((algorithm) => checksums.get(algorithm) === there.get(algorithm));
}
/** Whether the ETag tells of the file's content, as far as its form can. */
async function hasEtag(file, etag, options) {
    const digests = (0,storage_digests/* digestsFor */.Zu)(etag, file[1].sizeBytes);
    if (digests.length === 0 || etag === undefined)
        return false;
    await passBytes(file, options, (chunk) => {
        for (const digest of digests)
            digest.update(chunk);
    });
    return digests.some((digest) => digest.digest() === etag.toLowerCase());
}
/** The SHA-256 of an object's content, in hexadecimal digits; the read is pinned to what was seen. */
async function sha256Of(object, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await passBytes(object, options, (chunk) => hash.update(chunk));
    return hash.digest('hex');
}
async function passBytes([store, info], options, take) {
    if (info.sizeBytes === 0)
        return;
    for await (const chunk of await store.source(info).open(0, info.sizeBytes, options))
        take(chunk);
}
const COMPARED_BYTES = 4 * 2 ** 20;
/**
 * Whether two objects hold the same bytes, read at both ends up to the first difference; each read is
 * pinned to what was seen.
 */
async function haveSameBytes([source, from], [target, to], options) {
    const { sizeBytes } = from;
    if (sizeBytes !== to.sizeBytes)
        return false;
    const [left, right] = [source.source(from), target.source(to)];
    const room = Math.min(sizeBytes, COMPARED_BYTES);
    const [a, b] = [Buffer.allocUnsafeSlow(room), Buffer.allocUnsafeSlow(room)];
    for (let at = 0; at < sizeBytes; at += room) {
        const length = Math.min(room, sizeBytes - at);
        const [here, there] = [a.subarray(0, length), b.subarray(0, length)];
        await Promise.all([(0,fill/* fill */.GS)(left, here, at, options), (0,fill/* fill */.GS)(right, there, at, options)]);
        if (!here.equals(there))
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/content-proof.js






const COMPARED_AT_ONCE = 8;
/**
 * Proves files by content, whoever wrote them: by equal ETags that are hashes of the content, which cost no
 * request; else by checksums that both stores keep; else both files are read. A file that was proved once
 * is not read again while its target is the same object.
 */
class ContentProof {
    #ends;
    #proved = new location_map/* LocationMap */.K();
    constructor(ends) {
        this.#ends = ends;
    }
    /**
     * Looks at each file and at what the target has in its place.
     *
     * @param there what the target's store says now
     * @param isProved whether this very run has copied the file and proved it, so that the size is all there
     * is to ask
     * @returns those that lack in the target or have other content there, with a line that says so
     */
    async differences(files, there, isProved, signal) {
        const found = [];
        await (0,pool/* runPool */.k)(files, { concurrency: COMPARED_AT_ONCE }, signal, async (file, both) => {
            const [from, to] = [(0,location_location/* displayLocation */.S5)(file.file.from), (0,location_location/* displayLocation */.S5)(file.file.to)];
            const info = there(file);
            if (info === undefined)
                found.push({ file, line: `missing: ${to}` });
            else if (info.sizeBytes !== file.sizeBytes)
                found.push({ file, line: `${to} has ${info.sizeBytes} bytes, its source has ${file.sizeBytes}` });
            else if (!isProved(file)) {
                if (!(await this.#isSame(file.info, info, both)))
                    found.push({ file, line: `${to} has other content than ${from}` });
                else if (!provesContent(file.proof))
                    file.proof = haveTellingEtag(file.info, info) ? 'etag' : 'bytes';
            }
        });
        return found;
    }
    async #isSame(from, to, signal) {
        if (from.sizeBytes === 0 || haveTellingEtag(from, to))
            return true;
        const version = versionOf(to);
        if (version !== undefined && this.#proved.get(to.location) === version)
            return true;
        const { source, target, transfer } = this.#ends;
        const options = { signal };
        // Between two S3 stores `sameContent` also believes the mark that says from what an object was written,
        // which is no look at its content.
        const cheap = (0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target)
            ? await haveSameChecksum([source, from], [target, to], options)
            : provesContent(await transfer.sameContent(from, to, options));
        const same = cheap || (!areLocal(source, target) && (await haveSameDigest([source, from], [target, to], options)));
        if (same && version !== undefined)
            this.#proved.set(to.location, version);
        return same;
    }
}
/** ETags of whole objects and of uploads in parts: MD5, or the MD5 of MD5s with the number of parts. */
const TELLING = /^[0-9a-f]{32}(-\d+)?$/i;
function haveTellingEtag(a, b) {
    return a.etag !== undefined && a.etag === b.etag && TELLING.test(a.etag);
}
/** What pins an object to its content. */
function versionOf({ etag, modifiedAt, sizeBytes, stamp }) {
    if (etag !== undefined)
        return `${sizeBytes} ${etag}`;
    return modifiedAt === undefined ? undefined : `${sizeBytes} @${modifiedAt.getTime()} ${stamp ?? ''}`;
}
/** Then `sameContent` has read both. */
function areLocal(source, target) {
    return source.type === 'file' && target.type === 'file';
}
async function haveSameDigest(a, b, options) {
    const [here, there] = await Promise.all([sha256Of(a, options), sha256Of(b, options)]);
    return here === there;
}

// EXTERNAL MODULE: ./build/snapshot/read-snapshot.js + 1 modules
var read_snapshot = __webpack_require__(2588);
// EXTERNAL MODULE: ./build/metadata/parse.js + 13 modules
var parse = __webpack_require__(731);
// EXTERNAL MODULE: ./build/storage/repeatable.js
var repeatable = __webpack_require__(9307);
// EXTERNAL MODULE: ./build/snapshot/claim-mode.js
var claim_mode = __webpack_require__(2053);
// EXTERNAL MODULE: ./build/snapshot/kind.js
var kind = __webpack_require__(5823);
// EXTERNAL MODULE: ./build/snapshot/internal-names.js
var internal_names = __webpack_require__(5193);
// EXTERNAL MODULE: ./build/commands/relocation-error.js
var relocation_error = __webpack_require__(1590);
// EXTERNAL MODULE: ./build/location/flink-names.js
var flink_names = __webpack_require__(3137);
;// CONCATENATED MODULE: ./build/commands/relocate/plan/placement.js




/** What Flink keeps in a job directory beside its checkpoints (`AbstractFsCheckpointStorageAccess`). */
const FLINKS_OWN = /^(shared|taskowned)$/;
/**
 * An id that more than one job has: all zeros in application mode, and, where high availability is on, one
 * made of nothing but the hash of the cluster's id (`PIPELINE_FIXED_JOB_ID`), which two clusters of one
 * name share.
 */
const FIXED_JOB_ID = /0{16}$/;
/**
 * Whether a job directory keeps, in its new place, a name that was random: then what lies there already is
 * the same job's.
 */
function isRandomJobId({ from, to }) {
    const name = (0,location_location/* nameOf */.Vb)(to);
    return (0,flink_names/* isJobName */.vG)(name) && !FIXED_JOB_ID.test(name) && name === (0,location_location/* nameOf */.Vb)(from);
}
/**
 * The job directory in which a location below a checkpoint root lies, by its name; `undefined` for any
 * other place.
 */
function jobBelow(root, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, root);
    const job = rest?.slice(0, Math.max(0, rest.indexOf('/')));
    return job !== undefined && (0,flink_names/* isJobName */.vG)(job) ? job : undefined;
}
/**
 * Places a snapshot under `target`, as Flink's own target directory is used: `<target>/<savepoint name>`,
 * or for a directory called `chk-<digits>` `<target>/<job directory>/chk-N`. `targetName` replaces the
 * savepoint's name or the job directory's.
 *
 * @throws RelocationError where no name can be told.
 */
function placeSnapshot(directory, target, targetName) {
    const name = (0,location_location/* nameOf */.Vb)(directory);
    if (!(0,flink_names/* isCheckpointName */.iI)(name)) {
        const placed = targetName ?? name;
        if (placed === '') {
            throw new relocation_error/* RelocationError */.f(`source ${(0,location_location/* displayLocation */.S5)(directory)} is a root and has no name of its own: give target-name`);
        }
        const move = { from: directory, to: (0,location_location/* resolveWithin */.s5)(target, placed) };
        return { shape: 'savepoint', snapshot: move, home: move };
    }
    const job = (0,location_location/* parentOf */.gN)(directory);
    const jobName = job === undefined ? '' : (0,location_location/* nameOf */.Vb)(job);
    if (job === undefined || (targetName === undefined && !(0,flink_names/* isJobName */.vG)(jobName))) {
        throw new relocation_error/* RelocationError */.f(`the checkpoint ${(0,location_location/* displayLocation */.S5)(directory)} does not lie in a job directory (32 hex digits): `
            + 'give target-name, the name for its job directory under target');
    }
    const home = { from: job, to: (0,location_location/* resolveWithin */.s5)(target, targetName ?? jobName) };
    const snapshot = { from: directory, to: (0,location_location/* resolveWithin */.s5)(home.to, name) };
    const root = (0,flink_names/* isJobName */.vG)(jobName) ? (0,location_location/* parentOf */.gN)(job) : undefined;
    return { shape: 'checkpoint', snapshot, home, root: root && { from: root, to: target } };
}
/**
 * Refuses a place that is, or lies in, a directory in which Flink itself creates and deletes files:
 * `chk-N`, or `shared` and `taskowned` of a job directory. `targetName` leads there as well as `target`
 * does.
 */
function refuseFlinksOwn({ shape, home }, target, targetName) {
    refuseFlinksName(targetName);
    refuseMetadataName(target);
    const names = home.to.path.split('/');
    const own = names.findIndex((name, n) => (0,flink_names/* isCheckpointName */.iI)(name) || (FLINKS_OWN.test(name) && (0,flink_names/* isJobName */.vG)(names[n - 1] ?? '')));
    if (own < 0)
        return;
    const place = { ...target, path: names.slice(0, own + 1).join('/') };
    throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)((0,location_location/* isWithin */.UO)(target, place) ? target : home.to)} lies in ${(0,location_location/* displayLocation */.S5)(place)}, where a job keeps its own `
        + `checkpoints: Flink deletes what is there with them; ${meantInstead(place, shape, (0,location_location/* nameOf */.Vb)(home.from))}`);
}
/** A name that makes its directory look like one of Flink's own, wherever it lies. */
function refuseFlinksName(targetName) {
    const own = targetName
        ?.split(/[\\/]+/)
        .find((name) => (0,flink_names/* isCheckpointName */.iI)(name) || FLINKS_OWN.test(name) || name === read_snapshot/* METADATA_NAME */.ce);
    if (own === undefined)
        return;
    throw new relocation_error/* RelocationError */.f(`target-name ${JSON.stringify(targetName)}: ${own} is a name that Flink gives to what it creates and deletes itself: choose another one`);
}
function refuseMetadataName(target) {
    const snapshot = (0,location_location/* nameOf */.Vb)(target) === read_snapshot/* METADATA_NAME */.ce ? (0,location_location/* parentOf */.gN)(target) : undefined;
    if (snapshot === undefined)
        return;
    throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)(target)} names a ${read_snapshot/* METADATA_NAME */.ce}: target is the directory under which a snapshot is placed, you probably meant `
        + (0,location_location/* displayLocation */.S5)((0,location_location/* parentOf */.gN)(snapshot) ?? snapshot));
}
/**
 * Whoever names the checkpoint's own new place means the directory above its job's; anybody else a place
 * beside the job's.
 */
function meantInstead(place, shape, jobName) {
    const job = (0,location_location/* parentOf */.gN)(place);
    const root = job && (0,location_location/* parentOf */.gN)(job);
    if (shape === 'savepoint' || job === undefined || root === undefined || (0,location_location/* nameOf */.Vb)(job) !== jobName)
        return "choose a directory beside the job's";
    return `target is the directory under which ${jobName} is placed, you probably meant ${(0,location_location/* displayLocation */.S5)(root)}`;
}
/**
 * Refuses a target that ends in the name of the snapshot, as one writes it for tools that copy one
 * directory onto another: the snapshot would go to `…/savepoint-X/savepoint-X`. `targetName` allows it.
 */
function refuseTwiceNamed({ shape, home }, target, targetName) {
    const name = (0,location_location/* nameOf */.Vb)(target);
    if (targetName !== undefined || name === '' || name !== (0,location_location/* nameOf */.Vb)(home.to))
        return;
    throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)(target)} ends in the name of the ${shape === 'savepoint' ? 'savepoint' : 'job directory'}, which would go to `
        + `${(0,location_location/* displayLocation */.S5)(home.to)}: target is the directory under which ${name} is placed, you probably meant `
        + `${(0,location_location/* displayLocation */.S5)((0,location_location/* parentOf */.gN)(target) ?? target)}; to place it there all the same, set target-name to ${name}`);
}
/**
 * Refuses source and target that lie in one another. Only within one store: the same text on two endpoints
 * is two places. An equal source and target is the caller's to judge ({@link isInPlace}).
 */
function refuseNested(placement) {
    const { from, to } = placement.home;
    if ((0,location_location/* sameLocation */.It)(from, to) || (!(0,location_location/* isWithin */.UO)(from, to) && !(0,location_location/* isWithin */.UO)(to, from)))
        return;
    throw new relocation_error/* RelocationError */.f(`the snapshot would go to ${(0,location_location/* displayLocation */.S5)(to)}, which ${(0,location_location/* isWithin */.UO)(to, from) ? 'lies inside' : 'contains'} `
        + `the source ${(0,location_location/* displayLocation */.S5)(from)}: choose a target (or target-name) beside it`);
}
/** Whether the snapshot would stay where it is. */
function isInPlace(placement) {
    return (0,location_location/* sameLocation */.It)(placement.home.from, placement.home.to);
}
/** `location` carried over by `move`, `undefined` where it lies outside `move.from`. */
function carry(move, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, move.from);
    if (rest === undefined)
        return undefined;
    return rest === '' ? move.to : (0,location_location/* resolveWithin */.s5)(move.to, rest);
}
/**
 * The move of the earlier job's directory in which the location lies: `<root>/<32 hex digits>/…` goes to
 * `<target>/<the same name>/…`. `undefined` for any other place.
 */
function earlierJobOf(placement, location) {
    if (placement.root === undefined)
        return undefined;
    const job = jobBelow(placement.root.from, location);
    if (job === undefined)
        return undefined;
    return { from: (0,location_location/* resolveWithin */.s5)(placement.root.from, job), to: (0,location_location/* resolveWithin */.s5)(placement.root.to, job) };
}

// EXTERNAL MODULE: ./build/storage/survey.js
var survey = __webpack_require__(1570);
// EXTERNAL MODULE: ./build/location/path-map.js
var path_map = __webpack_require__(2728);
;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/healed-source.js






/**
 * A source whose deletion was begun, as it was before: what is gone is seen by its copy in the target. A run
 * over it plans what the earlier run planned. What lies in the source's directory and has no copy was not
 * planned, and is not seen.
 */
class HealedSource {
    type;
    /** What is there of the source itself. */
    rest;
    #target;
    #directory;
    /** Copies in the target by the place in the source. */
    #copies;
    #gone = new location_map/* LocationMap */.K();
    constructor(rest, target, directory, copies) {
        this.type = rest.type;
        this.rest = rest;
        this.#target = target;
        this.#directory = directory;
        this.#copies = copies;
    }
    static async open(source, target, { snapshot }, pathMap, signal) {
        const copies = new location_map/* LocationMap */.K();
        for (const { from, to } of movesOf(snapshot, pathMap)) {
            for await (const page of target.list(to, { signal })) {
                for (const info of page) {
                    const place = carry({ from: to, to: from }, info.location);
                    if (place === undefined || !(0,location_location/* isWithin */.UO)(place, snapshot.from) || copies.has(place))
                        continue;
                    const name = (0,location_location/* nameOf */.Vb)(place);
                    if (name !== read_snapshot/* METADATA_NAME */.ce && !(0,internal_names/* isInternalName */.Bn)(name))
                        copies.set(place, info);
                }
            }
        }
        return new HealedSource(source, target, snapshot.from, copies);
    }
    /** Whether the source itself has the object no more. */
    isGone(location) {
        return this.#gone.has(location);
    }
    /** What is gone was proved before it was deleted. */
    trusting(transfer) {
        return {
            get mode() {
                return transfer.mode;
            },
            copy: (from, to, options) => transfer.copy(from, to, options),
            sameContent: async (from, to, options) => this.isGone(from.location) ? 'size' : transfer.sameContent(from, to, options),
            requestsFor: (sizeBytes) => transfer.requestsFor(sizeBytes),
        };
    }
    async stat(location, options) {
        if (this.#isUnplanned(location))
            return undefined;
        return (await this.rest.stat(location, options)) ?? this.#copyOf(location);
    }
    async *list(directory, options) {
        const there = new location_map/* LocationMap */.K();
        for await (const page of this.rest.list(directory, options)) {
            const planned = page.filter(({ location }) => !this.#isUnplanned(location));
            for (const { location } of planned)
                if ((0,location_location/* isWithin */.UO)(location, this.#directory))
                    there.set(location, true);
            yield planned;
        }
        const healed = [];
        for (const location of this.#copies.keys()) {
            const copy = (0,location_location/* isWithin */.UO)(location, directory) && !there.has(location) ? this.#copyOf(location) : undefined;
            if (copy !== undefined)
                healed.push(copy);
        }
        yield healed;
    }
    listLevel(directory, options) {
        return this.rest.listLevel(directory, options);
    }
    read(location, options) {
        return this.rest.read(location, options);
    }
    source(info) {
        const copy = this.#gone.get(info.location);
        return copy === undefined ? this.rest.source(info) : this.#target.source(copy);
    }
    write(location, source, options) {
        return this.rest.write(location, source, options);
    }
    publish(location, bytes, options) {
        return this.rest.publish(location, bytes, options);
    }
    remove(locations, options) {
        return this.rest.remove(locations, options);
    }
    removeUnchanged(objects, options) {
        return this.rest.removeUnchanged(objects, options);
    }
    close() {
        this.rest.close();
    }
    #isUnplanned(location) {
        return ((0,location_location/* isWithin */.UO)(location, this.#directory)
            && !this.#copies.has(location)
            && !(0,location_location/* sameLocation */.It)(location, (0,location_location/* resolveWithin */.s5)(this.#directory, read_snapshot/* METADATA_NAME */.ce)));
    }
    #copyOf(location) {
        const copy = this.#copies.get(location);
        if (copy === undefined)
            return undefined;
        this.#gone.set(location, copy);
        // Neither ETag nor time of the copy are the source's.
        return { location, sizeBytes: copy.sizeBytes };
    }
}
/** Where what lay in the snapshot's directory went; rules of the user first. */
function movesOf(snapshot, pathMap) {
    const byRules = pathMap.flatMap(({ from, to }) => {
        if ((0,location_location/* isWithin */.UO)(from, snapshot.from))
            return [{ from, to }];
        const place = (0,location_location/* isWithin */.UO)(snapshot.from, from) ? (0,path_map/* applyPathMap */.y)(pathMap, snapshot.from) : undefined;
        return place === undefined ? [] : [{ from: snapshot.from, to: place }];
    });
    return [...byRules.sort((a, b) => b.from.path.length - a.from.path.length), snapshot];
}

// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/receipt.js




/** SHA-256 in hex. */
function receipt_sha256Of(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}
const MAX_RECEIPT_BYTES = 64 * 1024;
/** Leaves the receipt in the source's directory. */
async function writeReceipt(store, directory, target, metadata, signal) {
    const receipt = {
        note: 'The snapshot that was here was relocated and then deleted by flink-snapshot (delete-source).',
        relocatedTo: (0,location_location/* formatLocation */.j$)(target),
        metadataSha256: receipt_sha256Of(metadata),
        deletedAt: new Date().toISOString(),
    };
    await store.publish((0,location_location/* resolveWithin */.s5)(directory, internal_names/* RECEIPT */.T6), Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`), { replace: true, signal });
}
/** The receipt in a directory; `undefined` where there is none that can be read. */
async function readReceipt(store, directory, signal) {
    const found = await readIfAny(store, (0,location_location/* resolveWithin */.s5)(directory, internal_names/* RECEIPT */.T6), MAX_RECEIPT_BYTES, signal);
    if (found === undefined)
        return undefined;
    try {
        const { relocatedTo, metadataSha256, deletedAt } = JSON.parse(Buffer.from(found.bytes).toString('utf8'));
        if (typeof relocatedTo !== 'string'
            || typeof metadataSha256 !== 'string'
            || typeof deletedAt !== 'string')
            return undefined;
        return {
            relocatedTo: (0,location_location/* parseLocation */.zS)(relocatedTo),
            metadataSha256,
            deletedAt: deletedAt.slice(0, 40),
            writtenAt: found.info.modifiedAt,
        };
    }
    catch {
        // Somebody else's file of that name proves nothing.
        return undefined;
    }
}
/** A whole object, `undefined` where there is none. @throws StorageError for all else */
async function readIfAny(store, location, maxBytes, signal) {
    try {
        return await store.read(location, { signal, maxBytes });
    }
    catch (error) {
        if (error instanceof storage_error/* StorageError */.a && error.code === 'not-found')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/finish-deletion.js













/**
 * Reads the source. Where there is no `_metadata`, an earlier run with `delete-source` may have taken it
 * away: then what that run left says how to go on.
 *
 * @throws SnapshotReadError where nothing was left either; RelocationError where what was left does not fit
 * the request
 */
async function readSource(request, stores, signal) {
    const { source, from, to } = stores;
    try {
        return { kind: 'fresh', read: await (0,read_snapshot/* readSnapshot */.RA)(source, from, { signal }) };
    }
    catch (error) {
        if (!(error instanceof read_snapshot/* SnapshotReadError */.H$) || error.reason !== 'not-found')
            throw error;
        const directory = (0,location_location/* nameOf */.Vb)(from) === read_snapshot/* METADATA_NAME */.ce ? ((0,location_location/* parentOf */.gN)(from) ?? from) : from;
        const marker = await readIfAny(source, (0,location_location/* resolveWithin */.s5)(directory, internal_names/* DELETING_METADATA */.dr), read_snapshot/* MAX_METADATA_BYTES */.Fx, signal);
        const receipt = marker === undefined ? await readReceipt(source, directory, signal) : undefined;
        if (marker !== undefined) {
            const { bytes } = marker;
            if (!request.deleteSource)
                throw beingDeleted(directory, error);
            const placement = placeSnapshot(directory, to, request.targetName);
            const there = await stores.target.stat((0,location_location/* resolveWithin */.s5)(placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce), { signal });
            if (there === undefined)
                requireRelocated(placement, 'none');
            return {
                kind: 'resumed',
                read: {
                    directory,
                    bytes,
                    snapshot: (0,parse/* parseMetadata */.j)(bytes),
                    metadata: { location: (0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce), sizeBytes: bytes.length },
                },
                source: await HealedSource.open(source, stores.target, placement, request.pathMap, signal),
            };
        }
        if (receipt === undefined || (await wasWrittenTo(source, directory, receipt, signal)))
            throw error;
        if (!request.deleteSource)
            throw wasDeleted(directory, receipt, error);
        return { kind: 'finished', report: await finished(request, stores, directory, receipt, error, signal) };
    }
}
/** Whether somebody has begun to write another snapshot there since. */
async function wasWrittenTo(source, directory, { writtenAt }, signal) {
    if (writtenAt === undefined)
        return true;
    for await (const page of source.list(directory, { signal })) {
        if (page.some(({ location, modifiedAt }) => !(0,internal_names/* isInternalName */.Bn)((0,location_location/* nameOf */.Vb)(location)) && (modifiedAt ?? writtenAt) > writtenAt))
            return true;
    }
    return false;
}
function beingDeleted(directory, cause) {
    return new relocation_error/* RelocationError */.f(`the snapshot at ${(0,location_location/* displayLocation */.S5)(directory)} was relocated, and an earlier run was stopped while it deleted it here: run again with `
        + 'delete-source and the same target to finish that, or take the relocated snapshot as the source', { cause });
}
function wasDeleted(directory, { relocatedTo, deletedAt }, cause) {
    return new relocation_error/* RelocationError */.f(`the snapshot at ${(0,location_location/* displayLocation */.S5)(directory)} was relocated to ${(0,location_location/* displayLocation */.S5)(relocatedTo)} and deleted here at ${deletedAt}: take `
        + `${(0,location_location/* displayLocation */.S5)(relocatedTo)} as the source`, { cause });
}
/**
 * @throws RelocationError unless the target has what the receipt says, and every file that its `_metadata`
 * names is there
 */
async function finished(request, { target, to, transfer }, directory, receipt, cause, signal) {
    const started = performance.now();
    const placement = placeSnapshot(directory, to, request.targetName);
    const place = placement.snapshot.to;
    if (!(0,location_location/* sameLocation */.It)(place, receipt.relocatedTo))
        throw wasDeleted(directory, receipt, cause);
    const metadataPlace = (0,location_location/* resolveWithin */.s5)(place, read_snapshot/* METADATA_NAME */.ce);
    const bytes = (await readIfAny(target, metadataPlace, read_snapshot/* MAX_METADATA_BYTES */.Fx, signal))?.bytes;
    if (bytes === undefined || receipt_sha256Of(bytes) !== receipt.metadataSha256) {
        throw new relocation_error/* RelocationError */.f(`the snapshot at ${(0,location_location/* displayLocation */.S5)(directory)} was relocated to ${(0,location_location/* displayLocation */.S5)(place)} and deleted here at ${receipt.deletedAt}, but `
            + `${bytes === undefined ? 'there is no _metadata there any more' : 'another _metadata is there now'}: see who else writes there`, { code: 'changed', cause });
    }
    const snapshot = (0,parse/* parseMetadata */.j)(bytes);
    const files = await presentFiles({ directory: place, metadata: { location: metadataPlace, sizeBytes: bytes.length }, bytes, snapshot }, placement, target, signal);
    const warning = `nothing was done: an earlier run relocated this snapshot to ${(0,location_location/* displayLocation */.S5)(place)} and deleted it at `
        + `${(0,location_location/* displayLocation */.S5)(directory)}, at ${receipt.deletedAt}`;
    const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
    return {
        dryRun: request.dryRun,
        outcome: request.dryRun ? 'planned' : 'already-there',
        source: (0,location_location/* formatLocation */.j$)(directory),
        sourceTakenFrom: request.takenFrom,
        snapshotPath: (0,location_location/* formatLocation */.j$)(place),
        savepointPath: (0,location_location/* formatLocation */.j$)(place),
        metadataPath: (0,location_location/* formatLocation */.j$)(metadataPlace),
        ...(0,kind/* kindAndFormatOf */.y)(snapshot, directory),
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        claimMode,
        checkpointId: snapshot.checkpointId.toString(),
        filesCopied: 0,
        filesSkipped: files,
        bytesCopied: 0,
        urisRewritten: 0,
        transferMode: transfer.mode,
        ...(request.dryRun && { estimatedRequests: 0, estimatedFiles: 0, estimatedBytes: 0 }),
        durationMs: Math.round(performance.now() - started),
        warnings: [warning],
        orphans: [],
        deleted: 0,
        plan: { files: [] },
    };
}
/**
 * @returns how many files the snapshot has in the target's own place
 *
 * @throws RelocationError naming those that lack
 */
async function presentFiles({ directory, snapshot }, { home }, target, signal) {
    const wanted = (0,repeatable/* repeatable */.EQ)(function* () {
        for (const { kind, path } of snapshot.references) {
            if (kind === 'directory')
                continue;
            const location = kind === 'relative' ? (0,location_location/* resolveWithin */.s5)(directory, path) : (0,location_location/* parseWrittenLocation */.A3)(path);
            if (location.authority === home.to.authority
                && (location.scheme === 'file') === (target.type === 'file'))
                yield location;
        }
    });
    const seen = await (0,survey/* survey */.Fr)(target, wanted, signal);
    const missing = [];
    let count = 0;
    for (const location of wanted) {
        if (seen.has(location))
            count++;
        else
            missing.push(`missing: ${(0,location_location/* displayLocation */.S5)(location)}`);
    }
    if (missing.length === 0)
        return count;
    throw new relocation_error/* RelocationError */.f(`the snapshot was relocated to ${(0,location_location/* displayLocation */.S5)(directory)} and deleted at the source, but ${(0,quantities/* countOf */.pq)(missing.length, 'file')} of it `
        + `${missing.length === 1 ? 'is' : 'are'} missing there now: see who else deletes there`, { code: 'missing-files', details: (0,quantities/* shorten */.ml)([...new Set(missing)]) });
}
/**
 * What an earlier run that began to delete the source must have left in the target.
 *
 * @throws RelocationError where it is not there: nothing is copied then, and nothing deleted
 */
function requireRelocated(placement, existing, lacking = 0) {
    if (existing === 'same' && lacking === 0)
        return;
    const { from, to } = placement.snapshot;
    throw new relocation_error/* RelocationError */.f(`an earlier run was stopped while it deleted ${(0,location_location/* displayLocation */.S5)(from)} after it had relocated it, but what it must have left at `
        + `${(0,location_location/* displayLocation */.S5)(to)} is not there (${existing === 'same' ? (0,quantities/* countOf */.pq)(lacking, 'file') : 'another _metadata, or none'}); nothing was deleted: give the same `
        + 'target and options as that run, or see who else writes there');
}

// EXTERNAL MODULE: ./build/commands/relocate/look/copy-work.js
var copy_work = __webpack_require__(2610);
;// CONCATENATED MODULE: ./build/commands/relocate/make-report.js





/** What became of a run that was not a dry one: a shard is copied, a snapshot relocated or found there. */
function endingOf({ shard, existing, work }) {
    if (shard !== undefined)
        return 'shard-copied';
    return existing === 'same' && work.pending.length === 0 ? 'already-there' : 'relocated';
}
/** The report as of now; of a dry run with what a run would take. */
function reportOf(looked, { outcome, orphans = [], deleted }) {
    const { run, read: { snapshot, directory }, plan, files, work, shard, outside, planFingerprint, } = looked;
    const dryRun = outcome === 'planned';
    const copied = dryRun ? [] : work.pending;
    const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
    const { takenFrom } = run.request;
    const snapshotPath = (0,location_location/* formatLocation */.j$)(plan.placement.snapshot.to);
    return {
        dryRun,
        outcome,
        shard,
        source: (0,location_location/* formatLocation */.j$)(directory),
        sourceTakenFrom: takenFrom,
        sourceAsOf: run.request.asOf?.toISOString(),
        snapshotPath,
        savepointPath: snapshotPath,
        metadataPath: (0,location_location/* formatLocation */.j$)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce)),
        ...(0,kind/* kindAndFormatOf */.y)(snapshot, directory),
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        claimMode,
        checkpointId: snapshot.checkpointId.toString(),
        filesCopied: copied.length,
        filesSkipped: dryRun ? work.present.length : files.length - copied.length,
        bytesCopied: (0,copy_work/* totalBytes */.o)(copied),
        proved: dryRun ? undefined : countProved(files),
        urisRewritten: shard === undefined ? plan.urisRewritten : 0,
        transferMode: run.stores.transfer.mode,
        ...(dryRun && estimateOf(looked)),
        durationMs: Math.round(performance.now() - run.startedMs),
        warnings: run.warnings,
        outside,
        orphans,
        deleted: deleted?.deleted ?? 0,
        leftAtSource: deleted && {
            shared: deleted.shared,
            changed: deleted.changed.map((one) => (0,location_location/* formatLocation */.j$)(one)),
        },
        planFingerprint,
        plan: { files: new FileTexts(files) },
    };
}
/** What a run would copy, with how many requests. */
function estimateOf({ run: { stores: { transfer }, }, work: { pending }, shard, requests, }) {
    // Seen again by the verification, then `_metadata`, which no shard writes: two conditional writes and one
    // read.
    const rest = requests + (shard === undefined ? 3 : 0);
    return {
        estimatedRequests: pending.reduce((sum, { sizeBytes }) => sum + transfer.requestsFor(sizeBytes), rest),
        estimatedFiles: pending.length,
        estimatedBytes: (0,copy_work/* totalBytes */.o)(pending),
    };
}
/**
 * Made one by one when somebody asks for them: of a million files the texts alone take hundreds of
 * megabytes.
 */
class FileTexts {
    #files;
    constructor(files) {
        this.#files = files;
    }
    get length() {
        return this.#files.length;
    }
    *[Symbol.iterator]() {
        for (const { file, sizeBytes } of this.#files)
            yield { from: (0,location_location/* formatLocation */.j$)(file.from), to: (0,location_location/* formatLocation */.j$)(file.to), bytes: sizeBytes };
    }
    /** For `JSON.stringify`, which does not go through what is no array. */
    toJSON() {
        return [...this];
    }
}
/**
 * Counts the files by what proves that the target has their content. Those of which nothing is known had
 * their size compared.
 */
function countProved(files) {
    const counts = { etag: 0, checksum: 0, bytes: 0, size: 0 };
    for (const { proof = 'size' } of files)
        counts[proof]++;
    const { size, ...proved } = counts;
    return { ...proved, sizeOnly: size };
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/target-metadata.js
/** The `_metadata` of a target, `undefined` where there is none. */
async function readTargetMetadata(store, location, maxBytes, signal) {
    const info = await store.stat(location, { signal });
    if (info === undefined)
        return undefined;
    // Larger than what would be written: it is different, and how different does not matter.
    if (info.sizeBytes > maxBytes)
        return new Uint8Array(0);
    return (await store.read(location, { signal, maxBytes })).bytes;
}
/** Whether the snapshot now in the target is the very one that this run would write. */
function sameBytes(a, b) {
    return Buffer.compare(a, b) === 0;
}

;// CONCATENATED MODULE: ./build/commands/relocate/commit/commit-metadata.js








/** How much more than expected may be read back before it is called different. */
const READ_BACK_SLACK_BYTES = 1;
/**
 * Writes `_metadata`, the act that makes the directory a snapshot, when each of its references is among the
 * verified objects, and proves it by reading the same bytes back.
 *
 * @param replace an existing `_metadata` may be replaced (`overwrite`, or a rewrite in place).
 * @returns whether the store honours conditional writes, whether another run wrote the identical file
 * first, and the object that was read back.
 * @throws RelocationError where another relocation won, or what is read back differs.
 */
async function commitMetadata(plan, store, verified, replace, signal) {
    const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    requireVerified(plan, verified);
    signal.throwIfAborted();
    const published = await store.publish(location, plan.metadata, { replace, signal });
    const back = await store
        .read(location, { signal, maxBytes: plan.metadataBytes + READ_BACK_SLACK_BYTES })
        .catch((error) => {
        signal.throwIfAborted();
        // Larger than what was written: it is somebody else's, whatever it says.
        if (error instanceof storage_error/* StorageError */.a && error.code === 'too-large')
            return undefined;
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} was written but could not be read back, so nothing is proved: run again, it will `
            + 'say whether the snapshot is there', { code: 'changed', cause: error });
    });
    const info = back !== undefined && sameBytes(back.bytes, plan.metadata) ? back.info : undefined;
    if (published.outcome === 'exists' && info === undefined) {
        throw new relocation_error/* RelocationError */.f(`another run wrote a different ${(0,location_location/* displayLocation */.S5)(location)} meanwhile; it was left alone, and this run's files lie `
            + 'beside it: let only one relocation write to a target', { code: 'changed' });
    }
    if (info === undefined) {
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} reads back with other bytes than were written: do not restore from it; see who else `
            + 'writes there, then run again with overwrite', { code: 'changed' });
    }
    return {
        conditionHonoured: published.conditionHonoured,
        alreadyThere: published.outcome === 'exists',
        info,
    };
}
/**
 * Each file that the new `_metadata` names must be one that was seen whole, or one that was knowingly kept
 * outside.
 */
function requireVerified(plan, verified) {
    const kept = new location_map/* LocationSet */.Q(plan.kept.map((file) => file.from));
    const directory = plan.placement.snapshot.to;
    for (const reference of (0,parse/* parseMetadata */.j)(plan.metadata).references) {
        if (reference.kind === 'directory')
            continue;
        const location = reference.kind === 'relative'
            ? (0,location_location/* resolveWithin */.s5)(directory, reference.path)
            : (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        if (verified.has(location) || kept.has(location))
            continue;
        throw new relocation_error/* RelocationError */.f(`the new _metadata names ${(0,location_location/* displayLocation */.S5)(location)}, which was not verified; it was not written: please report `
            + 'this with the report file');
    }
}
/**
 * Keeps the former `_metadata` beside the one that replaces it in its own place. An earlier copy with the
 * same bytes serves; one with other bytes is left alone and the next free name is taken.
 */
async function keepFormerMetadata(store, directory, former, signal) {
    for (let n = 1;; n++) {
        const location = (0,location_location/* resolveWithin */.s5)(directory, n === 1 ? internal_names/* FORMER_METADATA */.kx : `${internal_names/* FORMER_METADATA */.kx}-${n}`);
        const published = await store.publish(location, former, { replace: false, signal });
        if (published.outcome !== 'exists')
            return location;
        const there = await readTargetMetadata(store, location, former.length, signal);
        if (there !== undefined && sameBytes(there, former))
            return location;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/storage/file/file-errors.js
var file_errors = __webpack_require__(3987);
// EXTERNAL MODULE: ./build/storage/file/local-path.js
var local_path = __webpack_require__(4980);
;// CONCATENATED MODULE: ./build/storage/file/same-file.js




/** Linux's `FUSE_SUPER_MAGIC`. */
const FUSE = 0x65735546;
/**
 * What tells a local file or directory from all others of this machine, whatever it is called: device and
 * inode, links followed. `undefined` where nothing is.
 *
 * @throws StorageError where it cannot be looked at
 */
async function fileIdentity(location) {
    try {
        const { dev, ino } = await (0,promises_.stat)((0,local_path/* localPath */.$S)(location), { bigint: true });
        return `${dev}:${ino}`;
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'stat', location);
        if (fault instanceof storage_error/* StorageError */.a && fault.code === 'not-found')
            return undefined;
        throw fault;
    }
}
/**
 * Whether a local directory, or the nearest one above it that is there, is served by a program (FUSE), as
 * mounted buckets are: such a program may show what it remembers. Only Linux tells; `false` elsewhere.
 */
async function isServedByProgram(directory) {
    if (process.platform !== 'linux')
        return false;
    for (let path = directory.path;; path = path.slice(0, path.lastIndexOf('/'))) {
        const here = path === '' ? { ...directory, path: '/' } : { ...directory, path };
        try {
            return (await (0,promises_.statfs)((0,local_path/* localPath */.$S)(here))).type === FUSE;
        }
        catch (error) {
            if (path === '' || path === '/')
                throw (0,file_errors/* fileError */.z)(error, 'statfs', directory);
        }
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/same-place.js









const LOOKS_AT_ONCE = 16;
/**
 * The directories in which files would be deleted, and those in which the result lies: none of the one kind
 * may be any of the other, whatever they are called.
 */
function placesToTellApart({ snapshot }, files) {
    const deleted = new location_map/* LocationMap */.K();
    const kept = new location_map/* LocationMap */.K();
    deleted.set(snapshot.from, snapshot.from);
    kept.set(snapshot.to, snapshot.to);
    for (const file of files) {
        const from = file.exclusive ? (0,location_location/* parentOf */.gN)(file.from) : undefined;
        if (from !== undefined)
            deleted.set(from, from);
        const to = (0,location_location/* parentOf */.gN)(file.to);
        if (to !== undefined)
            kept.set(to, to);
    }
    return { deleted: [...deleted.values()], kept: [...kept.values()] };
}
/**
 * Makes sure that no directory of `a` is one of `b` under another name. Names prove nothing: links, mounts,
 * DNS and aliases of buckets make one place of two. Local directories are compared by device and inode; for
 * all others, an object with a name that nothing else has is written into each directory of `a` and looked
 * for in each of `b`. It is deleted in any case.
 *
 * @param doing what is not done where they are not apart, as the end of the sentence
 * @throws RelocationError where they are one, or cannot be told apart for certain
 */
async function requireApart(a, b, option, doing, signal) {
    const refusal = (what, cause) => new relocation_error/* RelocationError */.f(`${option}: ${what}; ${doing}`, cause === undefined ? {} : { cause });
    if (a.store.type === 'file' && b.store.type === 'file') {
        const one = await findOneDirectory(a.directories, b.directories);
        if (one !== undefined)
            throw refusal(`${(0,location_location/* displayLocation */.S5)(one[0])} and ${(0,location_location/* displayLocation */.S5)(one[1])} are one directory under two names`);
    }
    const cached = await servedByProgram(a, b);
    if (cached !== undefined) {
        throw refusal(`${(0,location_location/* displayLocation */.S5)(cached)} is a mount that a program serves (FUSE), which may be the other side and show what it `
            + 'remembers, so that the two cannot be told apart for certain');
    }
    for (const directory of a.directories) {
        const seen = await probe(a.store, directory, b, signal).catch((error) => {
            signal.throwIfAborted();
            if (!(error instanceof storage_error/* StorageError */.a))
                throw error;
            throw refusal(`${(0,location_location/* displayLocation */.S5)(directory)} and the other side cannot be told apart for certain: ${error.message}`, error);
        });
        if (seen === 'lost') {
            throw refusal(`an object that was written into ${(0,location_location/* displayLocation */.S5)(directory)} was not there a moment later, so that the two sides `
                + 'cannot be told apart for certain');
        }
        if (seen === undefined)
            continue;
        throw refusal((0,location_location/* sameLocation */.It)(directory, seen)
            ? `${(0,location_location/* displayLocation */.S5)(directory)} is one place under two names, at the source's endpoint and at the target's: what is written through the `
                + 'one is seen through the other; the two are one place under two names'
            : `${(0,location_location/* displayLocation */.S5)(directory)} and ${(0,location_location/* displayLocation */.S5)(seen)} are one place under two names: what is written through the one is seen through the other`);
    }
}
/** @returns the directory in which the probe was seen, `lost` where its own store does not have it */
async function probe(store, directory, others, signal) {
    const name = (0,internal_names/* newProbeName */.gQ)();
    const location = (0,location_location/* resolveWithin */.s5)(directory, name);
    let seen;
    try {
        await store.publish(location, Buffer.from(`${name}\n`), { replace: false, signal });
        seen = await look(store, location, others, signal);
    }
    catch (error) {
        // Also when the run is being stopped, for which the signal is not handed on. What went wrong first is
        // told.
        await store.remove([location]).catch(() => undefined);
        throw error;
    }
    await store.remove([location]);
    return seen;
}
async function look(store, probe, others, signal) {
    let seen;
    await (0,pool/* runPool */.k)(others.directories, { concurrency: LOOKS_AT_ONCE }, signal, async (other, both) => {
        if ((await others.store.stat((0,location_location/* resolveWithin */.s5)(other, (0,location_location/* nameOf */.Vb)(probe)), { signal: both })) !== undefined)
            seen = other;
    });
    // Somebody who cleans up could have taken it away before it was looked for.
    return seen === undefined && (await store.stat(probe, { signal })) === undefined ? 'lost' : seen;
}
/** The first two directories that are one, by device and inode. */
async function findOneDirectory(a, b) {
    const known = new Map();
    for (const directory of a) {
        const identity = await fileIdentity(directory);
        if (identity !== undefined)
            known.set(identity, directory);
    }
    for (const directory of b) {
        const one = known.get((await fileIdentity(directory)) ?? '');
        if (one !== undefined)
            return [one, directory];
    }
    return undefined;
}
/** A side that may show what it remembers, where the other one may be what it shows. */
async function servedByProgram(a, b) {
    const servedIn = async ({ store, directories }) => {
        if (store.type !== 'file')
            return undefined;
        for (const directory of directories)
            if (await isServedByProgram(directory))
                return directory;
        return undefined;
    };
    const [one, other] = [await servedIn(a), await servedIn(b)];
    if (one !== undefined && (other !== undefined || b.store.type === 's3'))
        return one;
    return other !== undefined && a.store.type === 's3' ? other : undefined;
}
/**
 * Local directories that are one under two names are never worked on: the result would take the source's
 * place.
 *
 * @throws RelocationError
 */
async function refuseOneDirectory({ source, target, placement: { snapshot } }) {
    if (source.type !== 'file' || target.type !== 'file')
        return;
    if ((await findOneDirectory([snapshot.from], [snapshot.to])) === undefined)
        return;
    throw new relocation_error/* RelocationError */.f(`source ${(0,location_location/* displayLocation */.S5)(snapshot.from)} and target ${(0,location_location/* displayLocation */.S5)(snapshot.to)} are one directory on the disk under two names `
        + '(a link or a mount); nothing was written: choose another target, or give both by the same name');
}
/**
 * Before `overwrite` replaces a snapshot whose `_metadata` is the source's own, byte for byte: a copy by
 * hand may be replaced, the source under another name must not.
 *
 * @throws RelocationError
 */
async function refuseOverwritingItself({ source, target, placement: { snapshot } }, bytes, signal) {
    const there = await readTargetMetadata(target, (0,location_location/* resolveWithin */.s5)(snapshot.to, read_snapshot/* METADATA_NAME */.ce), bytes.length, signal);
    if (there === undefined || !sameBytes(there, bytes))
        return;
    await requireApart({ store: target, directories: [snapshot.to] }, { store: source, directories: [snapshot.from] }, 'overwrite', 'nothing was replaced: choose another target', signal);
}
/**
 * A sentence where source and target have one `_metadata`, of one time and one ETag, under two names. It is
 * no proof, and nothing hangs on it.
 */
async function describeOnePlace({ source, target, placement: { snapshot } }, signal) {
    // Device and inode say for certain whether two local directories are one.
    if (source.type === 'file' && target.type === 'file')
        return undefined;
    const [a, b] = await Promise.all([
        source.stat((0,location_location/* resolveWithin */.s5)(snapshot.from, read_snapshot/* METADATA_NAME */.ce), { signal }),
        target.stat((0,location_location/* resolveWithin */.s5)(snapshot.to, read_snapshot/* METADATA_NAME */.ce), { signal }),
    ]);
    const secondOf = (date) => Math.floor((date?.getTime() ?? NaN) / 1000);
    if (a === undefined
        || b === undefined
        || a.etag !== b.etag
        || secondOf(a.modifiedAt) !== secondOf(b.modifiedAt))
        return undefined;
    return (`${(0,location_location/* displayLocation */.S5)(snapshot.from)} and ${(0,location_location/* displayLocation */.S5)(snapshot.to)} look like one place under two names: their _metadata was `
        + 'written in the same second; if they are, the snapshot is where it was');
}

// EXTERNAL MODULE: ./build/storage/archives.js
var storage_archives = __webpack_require__(679);
;// CONCATENATED MODULE: ./build/commands/relocate/look/source-files.js





/**
 * Looks the object up when it is asked for: a snapshot has hundreds of thousands, each of which is wanted
 * once.
 */
class SurveyedFile {
    file;
    sizeBytes;
    proof;
    #source;
    constructor(file, sizeBytes, source) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.#source = source;
    }
    get info() {
        return this.#source.get(this.file.from) ?? { location: this.file.from, sizeBytes: this.sizeBytes };
    }
}
/** Where files are written to; may be iterated more than once. */
function placesWritten(files) {
    return (0,repeatable/* mapped */.CV)(files, ({ file }) => file.to);
}
/** Most files that an error lists: people need the list to find them again, but a log has its limits. */
const MOST_NAMED = 1000;
const LOST_HANDLES = 'incremental state names files relative to _metadata that are not beside it: Flink writes that after a '
    + 'native savepoint was claimed (FLINK-39964); give the directory of that savepoint in claimed-savepoint';
const NEW_SNAPSHOT = 'take a new savepoint, or choose a newer checkpoint; if the files were moved before, give moved-from';
/**
 * Pairs each planned file with what the source store holds, before anything is written.
 *
 * @param archives those of the objects that cannot be read
 * @param ownerOf whose state a file is, to be said behind its name
 * @param missingAdvice what to do where files are missing, as the end of the sentence
 * @throws RelocationError naming every file that is missing, has not the size its handle tells, or is
 * archived.
 */
function requirePresent(files, source, archives, ownerOf = () => '', missingAdvice = NEW_SNAPSHOT) {
    const seen = [];
    const missing = [];
    const wrong = [];
    const archived = [];
    const kinds = new Set();
    for (const file of files) {
        const info = source.get(file.from);
        const archive = archives.get(file.from);
        if (info === undefined)
            missing.push(`missing: ${(0,location_location/* displayLocation */.S5)(file.from)}${ownerOf(file.from)}`);
        else if (!hasExpectedSize(file, info.sizeBytes)) {
            const bound = file.sizeIs === 'exact' ? '' : 'at least ';
            wrong.push(`wrong size: ${(0,location_location/* displayLocation */.S5)(file.from)} has ${info.sizeBytes} bytes, its handle says ${bound}${file.sizeBytes}${ownerOf(file.from)}`);
        }
        else if (archive !== undefined) {
            kinds.add(archive);
            archived.push(`${storage_archives/* ARCHIVE_TEXTS */.gu[archive]} (${info.storageClass ?? ''}): ${(0,location_location/* displayLocation */.S5)(file.from)}${ownerOf(file.from)}`);
        }
        else
            seen.push(new SurveyedFile(file, info.sizeBytes, source));
    }
    const details = [...missing, ...wrong, ...archived];
    if (details.length === 0)
        return seen;
    const what = [
        ...(missing.length > 0 ? [`${(0,quantities/* countOf */.pq)(missing.length, 'file')} missing`] : []),
        ...(wrong.length > 0 ? [`${(0,quantities/* countOf */.pq)(wrong.length, 'file')} of the wrong size`] : []),
        ...(archived.length > 0 ? [`${(0,quantities/* countOf */.pq)(archived.length, 'file')} archived`] : []),
    ].join(', ');
    const advice = missing.length + wrong.length > 0 ? missingAdvice : (0,storage_archives/* archiveAdvice */.XJ)(kinds);
    if (files.some((file) => file.relativeIncremental && !source.has(file.from)))
        details.unshift(LOST_HANDLES);
    throw new relocation_error/* RelocationError */.f(`the snapshot is not complete, ${what} of ${files.length}; nothing was written: ${advice}`, { code: 'missing-files', details: (0,quantities/* shorten */.ml)(details, MOST_NAMED) });
}
function hasExpectedSize(file, sizeBytes) {
    if (file.sizeIs === 'unknown')
        return true;
    return file.sizeIs === 'exact' ? sizeBytes === file.sizeBytes : sizeBytes >= file.sizeBytes;
}

// EXTERNAL MODULE: ./build/snapshot/places.js
var places = __webpack_require__(593);
;// CONCATENATED MODULE: ./build/commands/relocate/other-snapshots/neighbours.js




/** The directories `chk-N` directly in a job directory, complete or not. */
async function checkpointsIn(store, job, signal) {
    const found = [];
    for await (const { directories } of store.listLevel(job, { signal })) {
        found.push(...directories.filter((directory) => (0,flink_names/* isCheckpointName */.iI)((0,location_location/* nameOf */.Vb)(directory))));
    }
    return found;
}
/**
 * Reads another snapshot.
 *
 * @returns `undefined` where there is no `_metadata`: an incomplete snapshot, which nobody restores from
 */
async function readNeighbour(store, directory, signal) {
    try {
        if ((await store.stat((0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce), { signal })) === undefined)
            return undefined;
        return { directory, read: await (0,read_snapshot/* readSnapshot */.RA)(store, directory, { signal }) };
    }
    catch (error) {
        if (!(error instanceof read_snapshot/* SnapshotReadError */.H$))
            throw error;
        return error.reason === 'not-found' ? undefined : { directory, unreadable: error.message };
    }
}
/**
 * Where the files lie that a snapshot in `directory` names, one after the other. Paths that are no location
 * are left out.
 */
function* filesOf(snapshot, directory) {
    for (const reference of snapshot.references) {
        if (reference.kind === 'directory')
            continue;
        const location = (0,places/* locationOf */.hD)(reference, directory);
        if (location !== undefined)
            yield { location, reference };
    }
}
/**
 * The path of a file below its job's (or savepoint's) directory, for one of several names that directory
 * has or had: a snapshot that was copied by another tool goes on naming its former home.
 */
function pathInHome(location, homes) {
    for (const home of homes) {
        const path = (0,location_location/* relativePath */.iZ)(location, home);
        if (path !== undefined)
            return path;
    }
    for (const home of homes) {
        const segment = `/${(0,location_location/* nameOf */.Vb)(home)}/`;
        const at = (0,location_location/* nameOf */.Vb)(home) === '' ? -1 : location.path.indexOf(segment);
        if (at >= 0)
            return location.path.slice(at + segment.length);
    }
    return undefined;
}
/**
 * Where a file is now whose snapshot was copied here by another tool, and goes on naming its former home.
 */
function movedAlong(location, home) {
    if ((0,location_location/* relativePath */.iZ)(location, home) !== undefined)
        return undefined;
    const path = pathInHome(location, [home]);
    return path === undefined ? undefined : (0,location_location/* resolveWithin */.s5)(home, path);
}

;// CONCATENATED MODULE: ./build/commands/relocate/commit/one-writer.js














/*
 * Two runs to one target, A and B, of different sources with equal file names. A run writes its files,
 * looks whether all of them are its own (1), writes `_metadata` and reads it back (2), looks at all files
 * once more (3) and whether `_metadata` is what it read (4), side by side, and only then reports success. It
 * writes nothing after (2).
 *
 * Two successes never end in a mixture: let B's `_metadata` be the later one. A saw its own in (4), so A's
 * (2) lies before B's (2). A's last write of a file lies before A's (2), so before B's (2), so
 * before B's (3), in which each file was B's. Nobody wrote after that: what remains is B's, whole, and A
 * reported success for a snapshot that B replaced later. Where both `_metadata` have the same bytes and
 * were created only if absent, B's (2) is that it saw them there; A's writes lie before A's (2), so the
 * same holds.
 *
 * A run that finds a file changed, or loses the name to another run, may have written over files of a
 * snapshot that was committed meanwhile. The other run sees in its (3) what was written before that commit.
 * Nobody else sees what was written later, so this run sets that `_metadata` aside itself: no snapshot is
 * better than a mixture that looks complete.
 */
/** Another run changed the target while this one was at work. */
class ChangedTargetError extends relocation_error/* RelocationError */.f {
    code = 'changed';
}
const ADVICE = 'let only one relocation write to a target, and run again';
/**
 * Requires each file to be what this run wrote or proved, by its ETag, or a local file's stamp. What has
 * another one is read at both ends: another run may have written the same content.
 *
 * @param now the target as it was seen last
 * @throws ChangedTargetError naming the files
 */
async function requireOwn(files, stamps, now, ends, signal) {
    const ownOf = ({ file, info }) => stamps.written.get(file.to) ?? stamps.before.get(file.to) ?? info;
    const suspects = files.filter((seen) => {
        const there = now.get(seen.file.to);
        return there === undefined || !hasStamp(there, ownOf(seen));
    });
    const changed = [];
    await (0,pool/* runPool */.k)(suspects, { concurrency: 4 }, signal, async (seen, both) => {
        const { file, info } = seen;
        const there = now.get(file.to);
        // Listings of some stores tell another ETag than a write's answer and HEAD do (Swift, of copies).
        const looked = there === undefined ? undefined : await ends.target.stat(file.to, { signal: both });
        if (looked !== undefined && hasStamp(looked, ownOf(seen)))
            return;
        if (there === undefined || !(await holdsStill(ends, info, there, both)))
            changed.push(file.to);
    });
    if (changed.length === 0)
        return;
    throw new ChangedTargetError(`another run wrote ${(0,quantities/* countOf */.pq)(changed.length, 'file')} of this snapshot in the target while this one was at work; the snapshot was not written: ${ADVICE}`, { details: (0,quantities/* shorten */.ml)(changed.map(location_location/* displayLocation */.S5)) });
}
/** What changes once more while it is read is not this run's. */
async function holdsStill({ source, target }, from, there, signal) {
    try {
        return await haveSameBytes([source, from], [target, there], { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof storage_error/* StorageError */.a && (error.code === 'changed' || error.code === 'not-found'))
            return false;
        throw error;
    }
}
function hasStamp(there, own) {
    if (there.sizeBytes !== own.sizeBytes)
        return false;
    if (there.etag !== undefined && own.etag !== undefined)
        return there.etag === own.etag;
    if (there.stamp !== undefined && own.stamp !== undefined)
        return there.stamp === own.stamp;
    return there.modifiedAt !== undefined && there.modifiedAt.getTime() === own.modifiedAt?.getTime();
}
/**
 * Looks at all files once more behind the commit, and at `_metadata`: see above.
 *
 * @param committed the `_metadata` that was read back after it was written. While it is the same object, its
 * bytes are not read again
 * @throws ChangedTargetError
 */
async function requireStillOwn(files, stamps, plan, committed, ends, signal) {
    const [now, there] = await (0,pool/* runBoth */.r)(signal, (both) => (0,survey/* survey */.Fr)(ends.target, placesWritten(files), both), async (both) => committed !== undefined && (await isUntouched(committed, ends.target, both))
        ? { bytes: plan.metadata }
        : metadataNow(plan, ends.target, both));
    await requireOwn(files, stamps, now, ends, signal);
    if (there !== undefined && sameBytes(there.bytes, plan.metadata))
        return;
    const location = (0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce));
    throw new ChangedTargetError(`another run ${there === undefined ? `deleted ${location}` : `wrote a different ${location}`} right after this one; what is there is not this `
        + `run's snapshot: ${ADVICE}`);
}
/** Whether what is there is that object still: of the same content, and written at the same time. */
async function isUntouched(own, target, signal) {
    const there = await target.stat(own.location, { signal });
    return (there !== undefined
        && (own.etag ?? own.stamp) !== undefined
        && hasStamp(there, own)
        && there.modifiedAt?.getTime() === own.modifiedAt?.getTime());
}
async function metadataNow(plan, target, signal) {
    try {
        return await target.read((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce), {
            signal,
            maxBytes: read_snapshot/* MAX_METADATA_BYTES */.Fx,
        });
    }
    catch (error) {
        if (error instanceof storage_error/* StorageError */.a && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
/**
 * After a failure: sets `_metadata` aside where it would stand for a mixture of this run's files and
 * another's. That is this run's own where another run changed its files, and that of another run where this
 * one wrote files of it later. A snapshot in its own place keeps its `_metadata`.
 *
 * @returns a sentence about what was done, `undefined` where there was nothing to do.
 */
async function leaveNoMixture(error, plan, own, stamps, target, signal) {
    const changed = error instanceof ChangedTargetError;
    if (plan.inPlace || signal.aborted || (stamps.written.size === 0 && !changed))
        return undefined;
    const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    try {
        const there = await metadataNow(plan, target, signal);
        if (there === undefined)
            return undefined;
        const isMixture = sameBytes(there.bytes, plan.metadata)
            ? changed
            : await wroteOver(there, plan, own, stamps, target, signal);
        if (!isMixture)
            return undefined;
        const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, there.bytes, signal);
        await target.remove([location], { signal });
        return `${(0,location_location/* displayLocation */.S5)(location)} was set aside as ${(0,location_location/* nameOf */.Vb)(kept)}, for files of two runs lie there: run one of them again`;
    }
    catch {
        return (`whether ${(0,location_location/* displayLocation */.S5)(location)} stands for files of one run could not be seen: do not restore from it before a relocation `
            + 'to it has succeeded');
    }
}
async function wroteOver(there, plan, own, { written, lastWrittenMs }, target, signal) {
    const directory = plan.placement.snapshot.to;
    const other = (0,parse/* parseMetadata */.j)(there.bytes);
    if (isSameSnapshot(own, other))
        return false;
    const common = new location_map/* LocationSet */.Q();
    for (const { location } of filesOf(other, directory))
        if (written.has(location))
            common.add(location);
    const sinceMs = there.info.modifiedAt?.getTime() ?? 0;
    let found = false;
    await (0,pool/* runPool */.k)([...common], { concurrency: 16 }, signal, async (location, both) => {
        const [now, mine] = found ? [] : [await target.stat(location, { signal: both }), written.get(location)];
        if (now === undefined || mine === undefined)
            return;
        if (hasStamp(now, mine) && landedMs(now, lastWrittenMs) >= sinceMs)
            found = true;
    });
    return found;
}
/**
 * When an object got its name, or later. A local file has the time of its last byte, before it was renamed,
 * and S3 gives what was uploaded in parts (whose ETag has a hyphen) the time at which that began.
 */
function landedMs({ etag, modifiedAt }, lastWrittenMs) {
    if (etag === undefined)
        return lastWrittenMs;
    return etag.includes('-') ? Infinity : (modifiedAt?.getTime() ?? Infinity);
}
/** One snapshot whose files are only named otherwise: the files of one are those of the other. */
function isSameSnapshot(a, b) {
    const facts = ({ checkpointId, operators, references }) => JSON.stringify([
        String(checkpointId),
        operators.map(({ id, stateBytes }) => [id, stateBytes]),
        references.map(({ kind, path, sizeBytes }) => kind === 'directory' ? '' : [path.slice(path.lastIndexOf('/') + 1), sizeBytes]),
    ]);
    return facts(a) === facts(b);
}

// EXTERNAL MODULE: ./build/storage/object-table.js
var object_table = __webpack_require__(6498);
;// CONCATENATED MODULE: ./build/commands/relocate/copy/copy-files.js




/** Bytes that streamed copies may hold in memory at once: small objects are read whole. */
const MAX_BUFFERED_BYTES = 256 * 2 ** 20;
const BUFFERED_BYTES_PER_FILE = 16 * 2 ** 20;
/** Nobody reads faster, and of a hundred thousand small files the telling alone would cost. */
const TELL_EVERY_MS = 50;
/**
 * Without a word from the user. A store has as many requests at once as it gains from, up to these numbers
 * of objects; streams cost memory here.
 */
const DEFAULT_CONCURRENCY = { 'server-side': 256, streamed: 64, local: 8 };
/** The number of objects in flight. */
function concurrencyOf(asked, transfer) {
    return asked ?? DEFAULT_CONCURRENCY[transfer.mode];
}
/**
 * Copies the pending files: the smallest one first and alone, where the transfer wants to see first what
 * the store does with it; then the largest first, so that small ones fill the gaps at the end. Those of one
 * size go in the order of the `_metadata`, in which names, being random, do not follow each other: a
 * partition of S3 answers only so many requests a second.
 *
 * @param onWritten gets what the target said of each file that was written.
 */
async function copyFiles(work, transfer, concurrency, narrator, signal, onWritten = () => undefined) {
    const files = [...work.pending].sort((a, b) => b.sizeBytes - a.sizeBytes);
    const bytesTotal = (0,copy_work/* totalBytes */.o)(files);
    const started = performance.now();
    // The probe is taken off the list below.
    const filesTotal = files.length;
    let filesDone = 0;
    let bytesDone = 0;
    let toldMs = -TELL_EVERY_MS;
    const tell = () => {
        const elapsedMs = performance.now() - started;
        if (elapsedMs - toldMs < TELL_EVERY_MS && filesDone < filesTotal)
            return;
        toldMs = elapsedMs;
        narrator.progress({ filesDone, filesTotal, bytesDone, bytesTotal, elapsedMs });
    };
    const copyOne = async (seen, both) => {
        const { file, info } = seen;
        const { to } = file;
        const written = await transfer.copy(info, to, {
            signal: both,
            onBytes: (bytes) => {
                bytesDone += bytes;
                tell();
            },
        });
        onWritten(written);
        requireSize(written, info, to);
        seen.proof = written.proof;
        filesDone++;
        narrator.debug(() => `copied ${(0,location_location/* displayLocation */.S5)(file.from)} to ${(0,location_location/* displayLocation */.S5)(to)} (${info.sizeBytes} bytes)`);
        tell();
    };
    const probe = transfer.wantsProbe === true ? files.pop() : undefined;
    if (probe !== undefined)
        await (0,pool/* runPool */.k)([probe], { concurrency: 1 }, signal, copyOne);
    const limits = { concurrency: concurrencyOf(concurrency, transfer), maxWeight: MAX_BUFFERED_BYTES };
    await (0,pool/* runPool */.k)(files, limits, signal, copyOne, ({ sizeBytes }) => transfer.mode === 'streamed' ? Math.min(sizeBytes, BUFFERED_BYTES_PER_FILE) : 0);
}
function requireSize(written, from, to) {
    if (written.sizeBytes === from.sizeBytes)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(to)} has ${written.sizeBytes} bytes after the copy, its source has ${from.sizeBytes}: run again; `
        + 'what is whole is not copied a second time', { code: 'changed' });
}

;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/sibling-checkpoints.js





/**
 * Files in a checkpoint's own directory that other checkpoints of its job name. Flink itself does not
 * write such checkpoints, but only `_metadata` says what a checkpoint needs. A checkpoint that was moved by
 * another tool names its former home.
 *
 * @throws StorageError, and SnapshotReadError where one cannot be understood: nothing is deleted then
 */
async function filesOfSiblings({ shape, snapshot, home }, source, signal) {
    const needed = new location_map/* LocationSet */.Q();
    if (shape !== 'checkpoint')
        return needed;
    const checkpoints = await checkpointsIn(source, home.from, signal);
    const siblings = checkpoints.filter((directory) => !(0,location_location/* sameLocation */.It)(directory, snapshot.from));
    for (const sibling of siblings) {
        for (const named of await filesNamedBy(source, sibling, signal)) {
            const location = (0,location_location/* isWithin */.UO)(named, home.from) ? named : movedAlong(named, home.from);
            if (location !== undefined && (0,location_location/* isWithin */.UO)(location, snapshot.from))
                needed.add(location);
        }
    }
    return needed;
}
async function filesNamedBy(source, directory, signal) {
    try {
        const { snapshot } = await (0,read_snapshot/* readSnapshot */.RA)(source, directory, { signal });
        return (0,repeatable/* mapped */.CV)((0,repeatable/* repeatable */.EQ)(() => filesOf(snapshot, directory)), ({ location }) => location);
    }
    catch (error) {
        if (error instanceof read_snapshot/* SnapshotReadError */.H$ && error.reason === 'not-found')
            return [];
        if (!(error instanceof read_snapshot/* SnapshotReadError */.H$))
            throw error;
        throw new read_snapshot/* SnapshotReadError */.H$(`what ${(0,location_location/* displayLocation */.S5)(directory)} needs of the checkpoint cannot be told: ${error.message}`, error.reason, error.location, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/delete-source/delete-files.js















const BATCH = 1000;
const delete_files_LOOKS_AT_ONCE = 16;
const LEFT_ALONE = 'nothing was deleted at the source';
/**
 * Deletes a relocated snapshot at its source. Before anything is deleted, the run checks once more that
 * source and target are two places, the target is looked at once more, every file of it is proved by
 * content, and the source is compared with what was planned.
 *
 * The order is: keep a copy of `_metadata` under a name of this program, delete `_metadata`, delete the
 * files that belong to this snapshot alone, write a receipt, delete the copy. A run that is killed in
 * between leaves no `_metadata` that names files which are gone, and the next one goes on. Files of
 * `shared/`, gathered external files, and whatever else lies there stay.
 *
 * @throws RelocationError where something is not as it must be, with nothing deleted; StorageError
 */
async function deleteSource(deletion) {
    const { plan, source, signal } = deletion;
    const { snapshot } = plan.placement;
    await requireApartForDeletion(plan, source, deletion.target, `${LEFT_ALONE}; the relocated snapshot is at ${(0,location_location/* displayLocation */.S5)(snapshot.to)}`, signal);
    await requireTarget(deletion);
    const needed = await filesOfSiblings(plan.placement, source, signal);
    const { doomed, changed, probes } = await compareWithPlan(deletion, (file) => needed.has(file.file.from));
    const metadata = await requireSource(deletion);
    await refuseSameFiles(deletion, doomed);
    const marker = (0,location_location/* resolveWithin */.s5)(snapshot.from, internal_names/* DELETING_METADATA */.dr);
    if (metadata !== undefined) {
        await source.publish(marker, deletion.read.bytes, { replace: true, signal });
        const [left] = await source.removeUnchanged([metadata], { signal });
        if (left !== undefined) {
            await source.remove([marker]);
            throw anotherSnapshot(left);
        }
    }
    let deleted = metadata === undefined ? 0 : 1;
    for (let at = 0; at < doomed.length; at += BATCH) {
        const batch = doomed.slice(at, at + BATCH);
        if (at > 0)
            await refuseSameFiles(deletion, batch);
        const left = await source.removeUnchanged(batch.map(({ info }) => info), { signal });
        deleted += batch.length - left.length;
        changed.push(...left);
    }
    await source.remove(probes, { signal });
    await writeReceipt(source, snapshot.from, snapshot.to, plan.metadata, signal);
    await source.remove([marker], { signal });
    const exclusive = plan.files.filter((file) => file.exclusive && !needed.has(file.from)).length;
    return { deleted, shared: plan.files.length - exclusive, changed };
}
/**
 * See {@link requireApart}; asked before anything is copied, and again before anything is deleted.
 *
 * @param doing what is not done, as the end of the sentence
 */
async function requireApartForDeletion(plan, source, target, doing, signal) {
    const { deleted, kept } = placesToTellApart(plan.placement, plan.files);
    // Through the source, where deleting is wanted anyway: the target's credentials need not be allowed to.
    await requireApart({ store: source, directories: deleted }, { store: target, directories: kept }, 'delete-source', doing, signal);
}
/** The target has the committed `_metadata`, and each file with the content of its source. */
async function requireTarget({ plan, files, isProved, proof, target, signal, }) {
    const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    const there = await readTargetMetadata(target, location, plan.metadataBytes, signal);
    if (there === undefined || !sameBytes(there, plan.metadata)) {
        throw new relocation_error/* RelocationError */.f(`delete-source: ${(0,location_location/* displayLocation */.S5)(location)} is ${there === undefined ? 'gone' : 'another one'} since it was written; ${LEFT_ALONE}: see who else `
            + 'writes to the target, and run again', { code: 'changed' });
    }
    const seen = await (0,survey/* survey */.Fr)(target, placesWritten(files), signal);
    const differences = await proof.differences(files, (file) => seen.get(file.file.to), isProved, signal);
    if (differences.length > 0)
        throw notTheSame(differences, `${LEFT_ALONE}: see who else writes to the target, and run again`);
}
/** What a proof by content has found. */
function notTheSame(differences, doing) {
    return new relocation_error/* RelocationError */.f(`delete-source: ${(0,quantities/* countOf */.pq)(differences.length, 'file')} in the target ${differences.length === 1 ? 'has' : 'have'} not the content of the source; ${doing}`, { code: 'changed', details: (0,quantities/* shorten */.ml)(differences.map(({ line }) => line)) });
}
/**
 * Sorts what may be deleted by a fresh look at the source: what is as it was planned, and what is something
 * else by now.
 */
async function compareWithPlan({ plan, files, source, signal }, isNeeded) {
    const now = await (0,survey/* listAll */._w)(source, plan.placement.snapshot.from, signal);
    const moved = files.filter((file) => file.file.exclusive && !isNeeded(file));
    const doomed = [];
    const changed = [];
    const staying = new Set(plan.staying);
    for (const file of moved) {
        const found = staying.has(file.file) ? undefined : now.get(file.file.from);
        if (found === undefined)
            continue;
        if (versionOf(found) === versionOf(file.info))
            doomed.push({ info: found, to: file.file.to });
        else
            changed.push(found.location);
    }
    const probes = [...now.values()]
        .map(({ location }) => location)
        .filter((location) => (0,internal_names/* isProbeName */.SB)((0,location_location/* nameOf */.Vb)(location)));
    return { doomed, changed, probes };
}
/** A file in the target that is the source's own by a link would be lost with it. */
async function refuseSameFiles({ source, target }, doomed) {
    if (source.type !== 'file' || target.type !== 'file')
        return;
    const same = [];
    await (0,pool/* runPool */.k)(doomed, { concurrency: delete_files_LOOKS_AT_ONCE }, new AbortController().signal, async ({ info, to }) => {
        const identity = await fileIdentity(info.location);
        if (identity !== undefined && identity === (await fileIdentity(to)))
            same.push(to);
    });
    const [first] = same;
    if (first === undefined)
        return;
    throw new relocation_error/* RelocationError */.f(`delete-source: ${(0,location_location/* displayLocation */.S5)(first)} is the very file of the source by a link${same.length > 1 ? `, and ${same.length - 1} more are` : ''}, not a copy; `
        + `${LEFT_ALONE}: delete the links in the target and run again`);
}
/** @returns the source's `_metadata` as it is now, `undefined` where an earlier run has deleted it */
async function requireSource({ read, resumed, source, signal, }) {
    const { location } = read.metadata;
    if (resumed !== undefined) {
        if ((await source.stat(location, { signal })) === undefined)
            return undefined;
        throw anotherSnapshot(location);
    }
    const now = await source.read(location, { signal, maxBytes: read.bytes.length }).catch((error) => {
        if (error instanceof storage_error/* StorageError */.a && (error.code === 'not-found' || error.code === 'too-large'))
            return undefined;
        throw error;
    });
    if (now !== undefined && sameBytes(now.bytes, read.bytes) && isSameObject(now.info, read.metadata))
        return now.info;
    throw anotherSnapshot(location);
}
/**
 * Flink writes the same bytes twice for an empty snapshot: what was written since is another one all the
 * same.
 */
function isSameObject(a, b) {
    return a.modifiedAt?.getTime() === b.modifiedAt?.getTime() && a.etag === b.etag;
}
function anotherSnapshot(location) {
    return new relocation_error/* RelocationError */.f(`delete-source: ${(0,location_location/* displayLocation */.S5)(location)} is not the one that was relocated: it was rewritten or deleted in the meantime; ${LEFT_ALONE}: `
        + 'look at what is there, and relocate it too if it is wanted', { code: 'changed' });
}
/** A sentence about what was left for others. */
function describeShared({ shared }) {
    if (shared === 0)
        return undefined;
    return `${(0,quantities/* countOf */.pq)(shared, 'copied file')} that other snapshots may use ${shared === 1 ? 'was' : 'were'} left at the source`;
}
/**
 * What was asked for was not done as a whole.
 *
 * @throws RelocationError naming what was left because it changed
 */
function refuseChanged({ deleted, changed }) {
    if (changed.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`delete-source: the snapshot is relocated and ${(0,quantities/* countOf */.pq)(deleted, 'file')} of its source deleted, but ${(0,quantities/* countOf */.pq)(changed.length, 'file')} there `
        + `${changed.length === 1 ? 'is' : 'are'} no longer what was copied and ${changed.length === 1 ? 'was' : 'were'} left: look at them, and delete what is not wanted`, { code: 'changed', details: (0,quantities/* shorten */.ml)(changed.map(location_location/* displayLocation */.S5)) });
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/vanished.js





/** How Flink keeps more checkpoints than the last one: the key of 1.20 and later, and the former one. */
const RETAIN_MORE = 'let the job retain more checkpoints (execution.checkpointing.num-retained, before Flink 1.20 state.checkpoints.num-retained), '
    + 'or take a savepoint, which no job deletes';
/**
 * A file of the source that was seen, and is gone before it is copied: mostly the job still runs, and
 * deletes its older checkpoints. Two requests.
 *
 * @returns the error with what is known of that; anything else as it is
 */
async function explainVanished(error, { run, read, plan: { placement } }) {
    if (!(error instanceof storage_error/* StorageError */.a) || error.code !== 'not-found')
        return error;
    const { location } = error.facts;
    // A version that is gone was not the job's to delete, and says so itself.
    if (run.resumed !== undefined || run.request.asOf !== undefined)
        return error;
    if (location === undefined || !(0,location_location/* isWithin */.UO)(location, placement.home.from))
        return error;
    try {
        const metadata = (0,location_location/* resolveWithin */.s5)(read.directory, read_snapshot/* METADATA_NAME */.ce);
        const isGone = (await run.stores.source.stat(metadata, { signal: run.signal })) === undefined;
        const what = isGone
            ? `: ${(0,location_location/* displayLocation */.S5)(read.directory)} was deleted since`
            : ', though _metadata still names it';
        return new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} was there when this run began and is gone${what}; the target got no _metadata: `
            + (await vanishedAdvice(run, placement)), { code: 'changed', cause: error });
    }
    catch (other) {
        // What the store refuses to tell now does not matter.
        if (other instanceof storage_error/* StorageError */.a)
            return error;
        throw other;
    }
}
/**
 * What to do about a snapshot that is deleted while it is read.
 *
 * @throws StorageError
 */
async function vanishedAdvice({ stores: { source }, signal }, { shape, snapshot, home }) {
    if (shape === 'savepoint')
        return 'see who deletes there, and take a new savepoint';
    const own = numberOf(snapshot.from);
    let newest = own;
    for await (const { directories } of source.listLevel(home.from, { signal })) {
        for (const number of directories.map(numberOf))
            if (number > newest)
                newest = number;
    }
    const now = newest > own ? `the job runs on, and has written chk-${newest} by now: relocate that one, and ` : '';
    return `${now}${RETAIN_MORE}`;
}
function numberOf(directory) {
    return (0,flink_names/* checkpointNumber */.K5)((0,location_location/* nameOf */.Vb)(directory)) ?? -1n;
}

;// CONCATENATED MODULE: ./build/commands/relocate/copy/local-target.js



const local_target_MOST_NAMED = 3;
/**
 * Sees that a local target takes what is about to be written, before hours are spent on copying: that in each
 * of its directories, the one of `_metadata` among them, files can be made and renamed, and that nothing lies
 * in the way that no file may replace. Then clears away what killed runs left there. Of other targets nothing
 * is asked.
 *
 * @returns sentences about unfinished files of other runs
 * @throws StorageError where the target does not take it; nothing was changed then but for empty directories
 */
async function prepareLocalTarget(target, { work, metadata, replaces, isShard }, signal) {
    if (!isFileStore(target))
        return [];
    // One file of each directory stands for the others.
    const written = new location_map/* LocationMap */.K();
    if (metadata !== undefined)
        written.set(directoryOf(metadata), metadata);
    for (const { file: { to }, } of work.pending)
        if (!written.has(directoryOf(to)))
            written.set(directoryOf(to), to);
    for (const location of written.values()) {
        signal.throwIfAborted();
        await target.tryWrite(location);
    }
    if (replaces) {
        for (const { file } of work.pending) {
            signal.throwIfAborted();
            await target.requireReplaceable(file.to);
        }
    }
    if (isShard)
        return [];
    for (const { file: { to }, } of work.present)
        if (!written.has(directoryOf(to)))
            written.set(directoryOf(to), to);
    return clearDirectories(target, [...written.values()].map(directoryOf), signal);
}
async function clearDirectories(target, directories, signal) {
    const [removed, left] = [[], []];
    for (const directory of directories) {
        signal.throwIfAborted();
        const found = await target.clearUnfinished(directory);
        removed.push(...found.removed);
        left.push(...found.left);
    }
    return [
        ...(removed.length === 0
            ? []
            : [
                `${(0,quantities/* countOf */.pq)(removed.length, 'unfinished file')} that killed runs left more than a day ago `
                    + `${removed.length === 1 ? 'was' : 'were'} removed: ${named(removed)}`,
            ]),
        ...(left.length === 0
            ? []
            : [
                `${(0,quantities/* countOf */.pq)(left.length, 'unfinished file')} of an earlier or another run ${left.length === 1 ? 'was' : 'were'} left alone: `
                    + `${named(left)}; a run of the same user removes what nobody wrote to for a day`,
            ]),
    ];
}
function named(locations) {
    const names = locations.slice(0, local_target_MOST_NAMED).map(location_location/* displayLocation */.S5).join(', ');
    return locations.length > local_target_MOST_NAMED ? `${names} and ${locations.length - local_target_MOST_NAMED} more` : names;
}
function directoryOf(location) {
    return (0,location_location/* parentOf */.gN)(location) ?? location;
}
function isFileStore(store) {
    return store.type === 'file';
}

;// CONCATENATED MODULE: ./build/commands/relocate/copy/mend-files.js




/**
 * Copies files whose content was seen to be wrong once more, and looks at them again. What is wrong then is
 * taken away, for this run has written it, so that the next run does not find it and take it for right.
 *
 * @param compare gives those that are still wrong.
 * @throws RelocationError for what stays wrong, and for what this run has not written and may not replace.
 */
async function mendFiles(wrong, compare, mending, signal) {
    const own = new Set(mending.own);
    const mine = wrong.filter((file) => mending.overwrite || own.has(file));
    if (mine.length > 0)
        await copyAgain(mine, compare, mending, signal);
    const foreign = wrong.filter((file) => !mending.overwrite && !own.has(file));
    if (foreign.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(foreign.length, 'file')} that the target held before this run ${foreign.length === 1 ? 'has' : 'have'} other content than the `
        + 'source; _metadata was not written by this run: set overwrite to true to copy them again, or choose another target', { details: (0,quantities/* shorten */.ml)(foreign.map(describe)) });
}
async function copyAgain(files, compare, mending, signal) {
    const { target, transfer, concurrency, narrator, onWritten } = mending;
    narrator.info(`${(0,quantities/* countOf */.pq)(files.length, 'file')} in the target ${files.length === 1 ? 'has' : 'have'} other content than the source: copied once more`);
    await copyFiles({ pending: files, present: [], replaced: [] }, transfer, concurrency, narrator, signal, onWritten);
    const still = await compare(files);
    if (still.length === 0)
        return;
    await target.remove(still.map(({ file }) => file.to), { signal });
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(still.length, 'file')} ${still.length === 1 ? 'was' : 'were'} copied and had other content than the source each time; `
        + `${still.length === 1 ? 'it was' : 'they were'} removed, and _metadata was not written: see what lies between this machine and the `
        + 'stores, and who else writes there, then run again', { code: 'changed', details: (0,quantities/* shorten */.ml)(still.map(describe)) });
}
function describe({ file }) {
    return `${(0,location_location/* displayLocation */.S5)(file.to)} has other content than ${(0,location_location/* displayLocation */.S5)(file.from)}`;
}

;// CONCATENATED MODULE: ./build/commands/relocate/verify.js








/** Files that are read at both ends at once by a strict verification. */
const STRICT_CONCURRENCY = 8;
/**
 * Proves that every file of the plan lies in the target: seen in a listing with the source's size, and with
 * `strict` read again at both ends and compared by SHA-256.
 *
 * @param mend gets the files with other content, and a way to look at them again.
 * @throws RelocationError naming what is missing or has another size; what `mend` throws.
 */
async function verifyFiles(files, source, target, mode, narrator, mend, signal) {
    const seen = await (0,survey/* survey */.Fr)(target, placesWritten(files), signal);
    const wrong = [];
    const pairs = [];
    for (const seenFile of files) {
        const { to } = seenFile.file;
        const there = seen.get(to);
        if (there?.sizeBytes !== seenFile.sizeBytes)
            wrong.push(describeFault(to, seenFile.sizeBytes, there));
        else if (mode === 'strict')
            pairs.push([seenFile, there]);
    }
    if (wrong.length === 0) {
        const compare = (some) => differing(some, source, target, narrator, signal);
        const mended = new location_map/* LocationMap */.K();
        const other = await compare(pairs);
        if (other.length > 0) {
            await mend(other, async (again) => {
                const looked = await lookedAt(again, target, signal);
                for (const [{ file }, info] of looked)
                    mended.set(file.to, info);
                return compare(looked);
            });
        }
        // Only what was wanted was kept of the listings, and all of it is right.
        return {
            count: files.length,
            has: (location) => seen.has(location),
            get: (location) => mended.get(location) ?? seen.get(location),
        };
    }
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(wrong.length, 'file')} in the target ${wrong.length === 1 ? 'is' : 'are'} not what was copied; _metadata was `
        + 'not written: run again, and see who else writes there', { code: 'changed', details: (0,quantities/* shorten */.ml)(wrong) });
}
/**
 * The files whose content is another one at the target, both ends read. The others are proved by their
 * bytes.
 */
async function differing(pairs, source, target, narrator, signal) {
    const other = [];
    await (0,pool/* runPool */.k)(pairs, { concurrency: STRICT_CONCURRENCY }, signal, async ([file, to], both) => {
        const [a, b] = await Promise.all([
            sha256Of([source, file.info], { signal: both }),
            sha256Of([target, to], { signal: both }),
        ]);
        if (a !== b) {
            other.push(file);
            return;
        }
        file.proof = 'bytes';
        narrator.debug(() => `${(0,location_location/* displayLocation */.S5)(to.location)} has the same SHA-256 as its source, ${a}`);
    });
    return other;
}
async function lookedAt(files, target, signal) {
    const seen = await (0,survey/* survey */.Fr)(target, placesWritten(files), signal);
    return files.map((file) => [
        file,
        seen.get(file.file.to) ?? { location: file.file.to, sizeBytes: file.sizeBytes },
    ]);
}
function describeFault(to, sizeBytes, there) {
    if (there === undefined)
        return `missing: ${(0,location_location/* displayLocation */.S5)(to)}`;
    return `${(0,location_location/* displayLocation */.S5)(to)} has ${there.sizeBytes} bytes, its source has ${sizeBytes}`;
}

;// CONCATENATED MODULE: ./build/commands/relocate/run.js
/** Both ends of a run, with the places of its snapshot. */
function endsOf({ stores: { source, target } }, placement) {
    return { source, target, placement };
}

;// CONCATENATED MODULE: ./build/commands/relocate/copy.js
















/**
 * The last looks before anything is written, and the first writes: `_metadata` of a snapshot whose files
 * get other content goes.
 *
 * @param proof knows what of the target is proved by content, for `delete-source`
 * @throws RelocationError, StorageError
 */
async function prepare(looked, proof) {
    const { run, read, plan, existing, shard } = looked;
    const { request, stores: { target }, signal, } = run;
    const replaces = existing === 'other' && shard === undefined;
    if (replaces && !plan.inPlace)
        await refuseOverwritingItself(endsOf(run, plan.placement), read.bytes, signal);
    const work = request.deleteSource ? await provePresent(looked, proof) : looked.work;
    const isShard = shard !== undefined;
    const metadata = isShard || existing === 'same' ? undefined : (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    const told = await prepareLocalTarget(target, { work, metadata, replaces: existing === 'other', isShard }, signal);
    for (const sentence of told)
        run.warn(sentence);
    return { ...looked, work, orphans: replaces ? await makeWay(looked, work) : [] };
}
/**
 * With `delete-source`, files that were in the target before this run are proved by content as well.
 */
async function provePresent({ run, work }, proof) {
    const { request, stores: { target }, resumed, signal, } = run;
    const seen = await (0,survey/* survey */.Fr)(target, placesWritten(work.present), signal);
    const isGone = ({ file }) => resumed?.isGone(file.from) === true;
    const differences = await proof.differences(work.present, ({ file }) => seen.get(file.to), isGone, signal);
    if (differences.length === 0)
        return work;
    if (!request.overwrite || resumed !== undefined) {
        throw notTheSame(differences, 'nothing was written or deleted: set overwrite to true to have them copied again');
    }
    const wrong = new Set(differences.map(({ file }) => file));
    return {
        pending: [...work.pending, ...wrong],
        present: work.present.filter((file) => !wrong.has(file)),
        replaced: [...work.replaced, ...[...wrong].map(({ file }) => file.to)],
    };
}
/**
 * An existing snapshot must not be left complete while files of it get other content.
 *
 * @returns its orphans
 */
async function makeWay({ run, plan }, work) {
    const { stores: { target }, narrator, signal, } = run;
    const orphans = plan.inPlace ? [] : await findOrphans(plan, target, signal);
    if (orphans.length > 0) {
        run.warn(`${(0,quantities/* countOf */.pq)(orphans.length, 'file')} of the replaced snapshot ${orphans.length === 1 ? 'is' : 'are'} `
            + 'referred to by nothing now and not deleted: the report lists them');
    }
    if (work.replaced.length > 0) {
        narrator.info('files of the existing snapshot get other content: its _metadata is deleted first');
        await target.remove([(0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce)], { signal });
    }
    return orphans;
}
/**
 * Copies what is missing and looks at all of it.
 *
 * @param stamps gets what this run writes, also of a copy that fails
 * @throws RelocationError, StorageError
 */
async function copyAndVerify(prepared, stamps) {
    const { run, work, all } = prepared;
    const { request: { concurrency, overwrite, verify }, stores, narrator, signal, } = run;
    const { source, target, transfer } = stores;
    const onWritten = (written) => {
        stamps.written.add(written);
        stamps.lastWrittenMs = Date.now();
    };
    narrator.phase('Copy');
    try {
        await copyFiles(work, transfer, concurrency, narrator, signal, onWritten);
    }
    catch (error) {
        throw await explainVanished(error, prepared);
    }
    narrator.phase('Verify');
    const mending = { transfer, target, concurrency, narrator, own: work.pending, overwrite, onWritten };
    const verified = await verifyFiles(all, source, target, verify, narrator, (wrong, compare) => mendFiles(wrong, compare, mending, signal), signal);
    await requireOwn(all, stamps, verified, stores, signal);
    narrator.info(`${(0,quantities/* countOf */.pq)(verified.count, 'file')} in the target, each with the size of its source`
        + (verify === 'strict' ? ' and the same SHA-256' : ''));
    return verified;
}
/**
 * The files in the place of a snapshot that is going to be replaced to which nothing will refer any more.
 */
async function findOrphans(plan, target, signal) {
    const directory = plan.placement.snapshot.to;
    const metadata = (0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce);
    const planned = new location_map/* LocationSet */.Q(plan.files.map((file) => file.to));
    const objects = await (0,survey/* listAll */._w)(target, directory, signal);
    return [...objects.values()]
        .filter(({ location }) => !planned.has(location) && !(0,internal_names/* isInternalName */.Bn)((0,location_location/* nameOf */.Vb)(location)) && !(0,location_location/* sameLocation */.It)(location, metadata))
        .map(({ location }) => (0,location_location/* formatLocation */.j$)(location));
}

;// CONCATENATED MODULE: ./build/commands/relocate/commit.js









/**
 * Copies, verifies, and commits by writing `_metadata`, unless this is a shard. Where another run got
 * between, no mixture is left that looks complete.
 *
 * @throws RelocationError, StorageError
 */
async function copyAndCommit(prepared) {
    const { run, read, plan, all, existing, shard, work } = prepared;
    const { stores, signal } = run;
    const stamps = { written: new object_table/* ObjectTable */.w(), lastWrittenMs: 0, before: prepared.before };
    try {
        const verified = await copyAndVerify(prepared, stamps);
        if (shard !== undefined)
            return;
        run.narrator.phase('Commit');
        let committed;
        if (existing === 'same')
            await tellSame(prepared);
        else
            committed = await commit(prepared, verified);
        if (existing !== 'same' || work.pending.length > 0)
            await requireStillOwn(all, stamps, plan, committed, stores, signal);
    }
    catch (error) {
        const left = shard === undefined
            ? await leaveNoMixture(error, plan, read.snapshot, stamps, stores.target, signal)
            : undefined;
        if (left !== undefined)
            run.warn(left);
        throw error;
    }
}
async function tellSame({ run, plan }) {
    const told = run.request.deleteSource || plan.inPlace
        ? undefined
        : await describeOnePlace(endsOf(run, plan.placement), run.signal);
    if (told !== undefined)
        run.warn(told);
    const location = (0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce));
    run.narrator.info(`${location} is already there, byte for byte the one that would be written`);
}
/** @returns what was read back */
async function commit({ run, read, plan, existing }, verified) {
    const { request, stores: { target }, narrator, signal, } = run;
    const location = (0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce));
    if (plan.inPlace) {
        const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, read.bytes, signal);
        narrator.info(`the former _metadata is kept as ${(0,location_location/* displayLocation */.S5)(kept)}`);
    }
    const committed = await commitMetadata(plan, target, verified, existing === 'other' || request.overwrite, signal);
    if (committed.alreadyThere)
        narrator.info(`another run wrote the same ${location} first`);
    else
        narrator.info(`${location} written and read back, ${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} rewritten`);
    if (!committed.conditionHonoured) {
        run.warn('the target store ignores conditional writes: two relocations to one target at the same moment would not '
            + 'notice each other');
    }
    return committed.info;
}

;// CONCATENATED MODULE: ./build/commands/relocate/delete-source.js




/**
 * Deletes the source, last of all: after the caller has stored what is needed to start the job
 * (`onCommitted`).
 *
 * @param report the report before the deletion
 * @throws whatever `onCommitted` throws, and then nothing is deleted; RelocationError, StorageError
 */
async function deleteAfterCommit(prepared, proof, report) {
    const { run, read, plan, all, work } = prepared;
    const { stores: { source, target }, narrator, resumed, signal, } = run;
    const copied = new Set(work.pending);
    let deleted;
    try {
        await run.onCommitted?.(report);
        deleted = await deleteSource({
            plan,
            read,
            files: all,
            proof,
            target,
            source: resumed?.rest ?? source,
            signal,
            isProved: (file) => (copied.has(file) && provesContent(file.proof)) || resumed?.isGone(file.file.from) === true,
            resumed,
        });
    }
    catch (error) {
        narrator.warning(`the snapshot is at ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)}; its source was not deleted, or not all of it: run again `
            + 'with delete-source and the same target to do that');
        throw error;
    }
    narrator.info(`${(0,quantities/* countOf */.pq)(deleted.deleted, 'file')} deleted at the source`);
    const left = describeShared(deleted);
    if (left !== undefined)
        run.warn(left);
    refuseChanged(deleted);
    return deleted;
}

// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
;// CONCATENATED MODULE: ./build/commands/relocate/look/file-owners.js


/**
 * Tells whose state a file is: ` (operator <name or id>, subtask 2)`, of the first handle that names it;
 * empty where none does. By the file's own name, which Flink makes unique: files may have been moved since.
 * The references are read only when the first owner is asked for.
 */
function ownersOf({ operators, references, }) {
    let owners;
    const find = () => {
        const found = new Map();
        for (const reference of references) {
            const name = reference.path.slice(reference.path.lastIndexOf('/') + 1);
            if (reference.kind !== 'directory' && !found.has(name))
                found.set(name, reference);
        }
        return found;
    };
    return (file) => {
        owners ??= find();
        const reference = owners.get((0,location_location/* nameOf */.Vb)(file));
        const operator = reference && operators[reference.operator];
        if (reference === undefined || operator === undefined)
            return '';
        return ` (${(0,check_files/* ownerText */.dP)(operator, reference.subtask < 0 ? undefined : reference.subtask)})`;
    };
}

// EXTERNAL MODULE: ./build/snapshot/outside/outside-report.js + 1 modules
var outside_report = __webpack_require__(1002);
// EXTERNAL MODULE: ./build/snapshot/outside/outside.js + 18 modules
var outside_outside = __webpack_require__(3621);
// EXTERNAL MODULE: ./build/snapshot/outside/read-state.js
var read_state = __webpack_require__(601);
;// CONCATENATED MODULE: ./build/commands/relocate/look/outside.js





/** More findings than this are in the report only. */
const MOST_WARNINGS = 20;
/** Every path counts where some are allowed; all that can be read has no more. */
const EVERY_PATH = 1_000_000;
/**
 * Reads the small state files of the snapshot's sources and sinks, where they were seen, and tells what they
 * point at. Nothing that they point at is opened.
 *
 * @throws RelocationError with `outside-state: fail`, where a job would go on outside of the snapshot, or
 *   where that cannot be known
 */
async function lookOutside(look) {
    const { request, source, read, plan, seen, warn, signal } = look;
    if (request.outsideState === 'ignore')
        return { requests: 0 };
    const allowed = request.allowOutside ?? [];
    const found = await (0,outside_outside/* readOutside */.ED)({
        ...read,
        locate: (reference) => {
            const place = plan.placeRead(reference);
            return place !== undefined && seen.get(place) !== undefined ? place : undefined;
        },
    }, request.stateReads === false ? undefined : (0,read_state/* rangeReader */.n)(source, (location) => seen.get(location), signal), allowed.length === 0 ? {} : { paths: EVERY_PATH });
    const outside = (0,outside_report/* outsideReport */.mr)(found, allowed);
    if (request.outsideState === 'fail')
        refuseOutside(outside);
    tellOutside(outside, warn);
    return { outside, requests: found.reads };
}
function tellOutside(report, warn) {
    const [findings, { unread }] = [(0,outside_report/* knownFindings */.Mw)(report), report];
    for (const finding of findings.slice(0, MOST_WARNINGS))
        warn((0,outside_report/* outsideSentence */.xs)(finding));
    const rest = findings.length - MOST_WARNINGS;
    if (rest > 0)
        warn(`state of ${(0,quantities/* countOf */.pq)(rest, 'more operator')} points outside of the snapshot: the report names it`);
    for (const sentence of (0,outside_report/* unreadSentences */.y2)(unread))
        warn(sentence);
}
/** Places where a job would go on; without a path nothing is named that could be another job's. */
function isInTheWay({ uncommitted, pathCount }) {
    return uncommitted && pathCount > 0;
}
function refuseOutside(outside) {
    const inTheWay = outside.findings.filter(isInTheWay);
    const [first] = inTheWay;
    if (first !== undefined) {
        const more = inTheWay.length === 1 ? '' : ` (and ${(0,quantities/* countOf */.pq)(inTheWay.length - 1, 'more state')})`;
        throw new relocation_error/* RelocationError */.f(`${(0,outside_report/* outsideSentence */.xs)(first)}${more}; nothing was written: name such places in allow-outside, or set outside-state to warn to relocate `
            + 'all the same', { details: (0,quantities/* shorten */.ml)(inTheWay.slice(1).map(outside_report/* outsideSentence */.xs)) });
    }
    const [unknown, ...others] = (0,outside_report/* unreadSentences */.y2)(outside.unread);
    if (unknown === undefined)
        return;
    throw new relocation_error/* RelocationError */.f(`${unknown}; nothing was written: set outside-state to warn to relocate anyway`, {
        details: others,
    });
}

;// CONCATENATED MODULE: ./build/commands/relocate/other-snapshots/needed-at-target.js








/** As many as `find` goes through. Beyond it no answer is better than a wrong one. */
const MOST_DIRECTORIES = 10_000;
const LISTED_AT_ONCE = 16;
/** Fewer than listings: a `_metadata` is held in memory while it is looked through. */
const READ_AT_ONCE = 4;
/**
 * Which of the files other complete snapshots at the target refer to, with one of those. Looked through are
 * the directory of all job directories, and whatever job a file outside of it lies in.
 *
 * @throws RelocationError where one of the snapshots cannot be read, for it may refer to any of the files.
 */
async function neededByOthers(files, placement, store, signal) {
    const wanted = new location_map/* LocationSet */.Q(files);
    const needed = new location_map/* LocationMap */.K();
    const others = [...(await snapshotsAround(files, placement, store, signal))].filter((directory) => !(0,location_location/* sameLocation */.It)(directory, placement.snapshot.to));
    await (0,pool/* runPool */.k)(others, { concurrency: READ_AT_ONCE }, signal, async (directory, both) => {
        const neighbour = await readNeighbour(store, directory, both);
        if (neighbour === undefined)
            return;
        if ('unreadable' in neighbour) {
            throw new relocation_error/* RelocationError */.f(`${neighbour.unreadable}; it may refer to files that would get other content, so nothing was written: mend or delete that snapshot, `
                + 'or choose another target');
        }
        const home = (0,places/* homeOf */.lt)(directory);
        for (const { location } of filesOf(neighbour.read.snapshot, directory)) {
            for (const place of [location, movedAlong(location, home)])
                if (place !== undefined && wanted.has(place))
                    needed.set(place, directory);
        }
    });
    return needed;
}
async function snapshotsAround(files, { home }, store, signal) {
    const found = new location_map/* LocationSet */.Q();
    const search = new Search(store, found, signal);
    const root = (0,location_location/* parentOf */.gN)(home.to) ?? home.to;
    await search.below(root, 2);
    for (const file of files) {
        if ((0,location_location/* relativePath */.iZ)(file, root) !== undefined)
            continue;
        const directory = (0,location_location/* parentOf */.gN)(file) ?? file;
        const isFlinks = /^(shared|taskowned)$/.test((0,location_location/* nameOf */.Vb)(directory)) || (0,flink_names/* isCheckpointName */.iI)((0,location_location/* nameOf */.Vb)(directory));
        await search.below(isFlinks ? ((0,location_location/* parentOf */.gN)(directory) ?? directory) : directory, isFlinks ? 1 : 0);
    }
    return found;
}
class Search {
    #store;
    #found;
    #signal;
    #seen = new location_map/* LocationSet */.Q();
    constructor(store, found, signal) {
        this.#store = store;
        this.#found = found;
        this.#signal = signal;
    }
    /** Level by level, for a store answers many listings as fast as one. */
    async below(top, depth) {
        let level = [top];
        for (let left = depth; level.length > 0; left--) {
            const next = [];
            await (0,pool/* runPool */.k)(level, { concurrency: LISTED_AT_ONCE }, this.#signal, async (directory, both) => {
                const below = await this.#visit(directory, top, both);
                if (left > 0)
                    next.push(...below);
            });
            level = next;
        }
    }
    async #visit(directory, top, signal) {
        if (this.#seen.has(directory))
            return [];
        this.#seen.add(directory);
        if (this.#seen.size > MOST_DIRECTORIES) {
            throw new relocation_error/* RelocationError */.f(`more than ${MOST_DIRECTORIES} directories lie in ${(0,location_location/* displayLocation */.S5)(top)}: which of them hold snapshots that refer to files that `
                + 'would get other content was not looked at, and nothing was written; choose another target');
        }
        const found = [];
        for await (const { objects, directories } of this.#store.listLevel(directory, { signal })) {
            if (objects.some(({ location }) => (0,location_location/* nameOf */.Vb)(location) === read_snapshot/* METADATA_NAME */.ce))
                this.#found.add(directory);
            found.push(...directories.filter((below) => !/^(shared|taskowned)$/.test((0,location_location/* nameOf */.Vb)(below))));
        }
        return found;
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/copy/replacing.js







/**
 * Settles what becomes of files that exist in the target and were not proved to be the same. Objects appear
 * whole, so one with other content was written by another program: it is replaced with `overwrite` only,
 * and never where another complete snapshot refers to it. Where the ETags prove nothing (those of parts, or
 * of a key service), the bytes are compared before anything is refused.
 *
 * @returns the work in which files that turned out to be the same are present.
 * @throws RelocationError naming the files, and the snapshot that needs them.
 */
async function settleReplaced(work, by, signal) {
    if (work.replaced.length === 0)
        return work;
    const needed = async (files) => neededByOthers(files, by.placement, by.target, signal);
    if (!by.overwrite) {
        const settled = await compareAmong(work, new location_map/* LocationSet */.Q(work.replaced), by, signal);
        if (settled.replaced.length > 0)
            throw refusal(settled.replaced, by.placement, await needed(settled.replaced), false);
        return settled;
    }
    const others = await needed(work.replaced);
    if (others.size === 0)
        return work;
    const settled = await compareAmong(work, new location_map/* LocationSet */.Q(work.replaced.filter((location) => others.has(location))), by, signal);
    const harmed = settled.replaced.filter((location) => others.has(location));
    if (harmed.length > 0)
        throw refusal(harmed, by.placement, others, true);
    return settled;
}
function refusal(files, { home }, needed, overwrite) {
    const others = new Set(files.flatMap((file) => {
        const by = needed.get(file);
        return by === undefined ? [] : [(0,location_location/* displayLocation */.S5)(by)];
    }));
    const [other] = others;
    const one = files.length === 1;
    const outside = files.every((file) => !(0,location_location/* isWithin */.UO)(file, home.to));
    const what = `${(0,quantities/* countOf */.pq)(files.length, 'file')} ${one ? 'exists' : 'exist'} in the target with other content than at the source`
        + (outside ? `, outside of ${(0,location_location/* displayLocation */.S5)(home.to)}` : '');
    const need = other === undefined
        ? ''
        : `, and ${others.size === 1 ? `the snapshot ${other} refers` : `${others.size} snapshots, such as ${other}, refer`} `
            + `to ${one ? 'it' : 'them'}`;
    const elsewhere = `choose another target or target-name${outside ? ', or change the path-map rule' : ''}`;
    const advice = other === undefined
        ? `${elsewhere}, or set overwrite to true to replace ${one ? 'it' : 'them'}`
        : `${elsewhere}${overwrite ? '; overwrite does not allow this' : ''}`;
    return new relocation_error/* RelocationError */.f(`${what}${need}; nothing was written: ${advice}`, {
        details: (0,quantities/* shorten */.ml)(files.map(location_location/* displayLocation */.S5)),
    });
}
/** Files that are compared at both ends at once. */
const replacing_COMPARED_AT_ONCE = 4;
/** Those of the given files that have the same size are read at both ends. */
async function compareAmong(work, among, by, signal) {
    const same = new location_map/* LocationSet */.Q();
    const candidates = work.pending.filter(({ file, sizeBytes }) => among.has(file.to) && by.seen.get(file.to)?.sizeBytes === sizeBytes);
    await (0,pool/* runPool */.k)(candidates, { concurrency: replacing_COMPARED_AT_ONCE }, signal, async ({ file, info }, both) => {
        const there = by.seen.get(file.to);
        if (there !== undefined && (await haveSameBytes([by.source, info], [by.target, there], { signal: both })))
            same.add(file.to);
    });
    if (same.size === 0)
        return work;
    const isSame = ({ file }) => same.has(file.to);
    return {
        pending: work.pending.filter((seen) => !isSame(seen)),
        present: [...work.present, ...work.pending.filter(isSame)],
        replaced: work.replaced.filter((location) => !same.has(location)),
    };
}

// EXTERNAL MODULE: ./build/commands/relocate/shard.js
var relocate_shard = __webpack_require__(6583);
;// CONCATENATED MODULE: ./build/commands/relocate/look/plan-fingerprint.js




/**
 * The SHA-256 of what a relocation would do, in 64 hex digits: the bytes of the source's `_metadata`; each
 * file with its place, its target, its size and its ETag (the time of its last change, where the store has
 * none); the servers; and whether something is overwritten or deleted. What the new `_metadata` will say
 * follows from these. What lies in the target already does not count: a run that goes on with what an
 * earlier one began has the same plan.
 */
function fingerprintOf({ request, source, target, read, plan, files }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const add = (...facts) => {
        hash.update(`${JSON.stringify(facts)}\n`);
    };
    const { overwrite, deleteSource, references } = request;
    add('flink-snapshot plan 1', (0,external_node_crypto_.createHash)('sha256').update(read.bytes).digest('hex'), (0,location_location/* formatLocation */.j$)(read.directory));
    add((0,location_location/* formatLocation */.j$)(plan.placement.snapshot.to), serverOf(source), serverOf(target), overwrite, deleteSource, references);
    add(plan.metadataBytes, plan.urisRewritten);
    // Referenced files come in the order of the metadata, others in that of a listing, which may be made of
    // several.
    const beside = [];
    for (const { file, sizeBytes, info } of files) {
        const facts = [...placesOf(file), sizeBytes, info.etag ?? info.modifiedAt?.getTime() ?? ''];
        if (file.referenced)
            add(...facts);
        else
            beside.push(JSON.stringify(facts));
    }
    for (const facts of beside.sort())
        add(facts);
    for (const file of plan.kept)
        add('kept', ...placesOf(file));
    return hash.digest('hex');
}
function placesOf({ from, to }) {
    return [(0,location_location/* formatLocation */.j$)(from), (0,location_location/* formatLocation */.j$)(to)];
}
/** @throws RelocationError where another plan was expected. */
function refuseOtherPlan(expected, found) {
    if (expected === found)
        return;
    throw new relocation_error/* RelocationError */.f(`the snapshot, or what would be done with it, changed since the plan was approved: its fingerprint is ${found}, expect-plan is `
        + `${expected}; nothing was written: make a dry run with the same settings, and approve its plan`, { code: 'changed' });
}
/** Where requests really go: profiles and the environment may have said so. */
function serverOf(store) {
    return (0,server_side/* canCopyWithin */.d)(store) ? store.endpoint : '';
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/leftovers.js





/** Keys that are asked for one by one, so many at once and no more in all: it is a courtesy, not a proof. */
const AT_ONCE = 16;
const MOST_ASKED = 1000;
const leftovers_MOST_NAMED = 3;
/**
 * Looks for unfinished multipart uploads under the keys that a run is about to write in parts: what a killed
 * run leaves costs storage and is in no listing of objects. They are never touched, for another run may be at
 * work.
 *
 * @returns a sentence, `undefined` where there are none or the store does not tell.
 */
async function findLeftovers(pending, target, signal) {
    if (!(0,server_side/* canCopyWithin */.d)(target))
        return undefined;
    const large = pending.filter(({ sizeBytes }) => target.cost.write(sizeBytes) > 1).slice(0, MOST_ASKED);
    const found = [];
    let uploads = 0;
    try {
        await (0,pool/* runPool */.k)(large, { concurrency: AT_ONCE }, signal, async ({ file }, both) => {
            const count = await target.countUploads(file.to, { signal: both });
            if (count === 0)
                return;
            uploads += count;
            found.push((0,location_location/* displayLocation */.S5)(file.to));
        });
    }
    catch (error) {
        // Listing uploads needs a permission of its own (s3:ListBucketMultipartUploads), which nothing else here
        // needs.
        if (error instanceof storage_error/* StorageError */.a)
            return undefined;
        throw error;
    }
    if (found.length === 0)
        return undefined;
    const names = found.sort().slice(0, leftovers_MOST_NAMED).join(', ');
    return (`${(0,quantities/* countOf */.pq)(uploads, 'unfinished multipart upload')} of an earlier or another run ${uploads === 1 ? 'lies' : 'lie'} under `
        + `${names}${found.length > leftovers_MOST_NAMED ? ` and ${found.length - leftovers_MOST_NAMED} more` : ''}; ${uploads === 1 ? 'it was not touched and costs' : 'they were not touched and cost'} `
        + 'storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads');
}

// EXTERNAL MODULE: ./build/snapshot/deleted.js
var snapshot_deleted = __webpack_require__(9220);
;// CONCATENATED MODULE: ./build/commands/relocate/look/missing-files.js






/** What Flink keeps beside the checkpoints of a job (`AbstractFsCheckpointStorageAccess`). */
const BESIDE = ['shared', 'taskowned'];
/**
 * What to do about missing files, where more can be told than that they are missing: that they were deleted
 * from a bucket that keeps versions, that a job has deleted the checkpoint meanwhile, or that only a part
 * of the checkpoint was copied. Two requests, where something is missing.
 *
 * @returns the end of a sentence; `undefined` where nothing more is known
 */
async function adviceOnMissing({ run, read, plan: { placement } }, wanted, seen) {
    const missing = wanted.find(({ from }) => !seen.has(from));
    if (missing === undefined)
        return undefined;
    const { stores: { source }, signal, resumed, } = run;
    if (resumed !== undefined)
        return undefined;
    const deleted = await (0,snapshot_deleted/* findDeletedFile */.B)(source, missing.from, read.metadata.modifiedAt, signal);
    if (deleted !== undefined) {
        return (`${(0,location_location/* displayLocation */.S5)(missing.from)} was deleted at ${deleted.deletedAt.toISOString()}, and its bucket keeps old versions: give as-of `
            + `${deleted.asOf} to read the snapshot as it was then`);
    }
    try {
        const metadata = (0,location_location/* resolveWithin */.s5)(read.directory, read_snapshot/* METADATA_NAME */.ce);
        if ((await source.stat(metadata, { signal })) === undefined)
            return `the snapshot was deleted since this run began: ${await vanishedAdvice(run, placement)}`;
    }
    catch (error) {
        // That files are missing is what has to be said.
        if (!(error instanceof storage_error/* StorageError */.a))
            throw error;
    }
    return onlyOwnCopied(placement, wanted, seen);
}
/** Whoever copies the directory `chk-N` and nothing else leaves most of an incremental checkpoint behind. */
function onlyOwnCopied({ shape, snapshot, home }, wanted, seen) {
    if (shape === 'savepoint')
        return undefined;
    const beside = BESIDE.map((name) => ({ directory: (0,location_location/* resolveWithin */.s5)(home.from, name), files: 0 }));
    for (const { from } of wanted) {
        if ((0,location_location/* isWithin */.UO)(from, snapshot.from)) {
            if (!seen.has(from))
                return undefined;
            continue;
        }
        const place = beside.find(({ directory }) => (0,location_location/* isWithin */.UO)(from, directory));
        if (place === undefined || seen.has(from))
            return undefined;
        place.files++;
    }
    const lacking = beside.filter(({ files }) => files > 0);
    return wordsOfLacking(snapshot.from, lacking.map(({ directory }) => directory), lacking.reduce((sum, { files }) => sum + files, 0));
}
function wordsOfLacking(checkpoint, directories, count) {
    const name = (0,location_location/* nameOf */.Vb)(checkpoint);
    const names = directories.map((directory) => `${(0,location_location/* nameOf */.Vb)(directory)}/`).join(' and ');
    return (`what lies in ${name} itself is there, and nothing of what it names in ${directories.map((one) => (0,location_location/* displayLocation */.S5)(one)).join(' and ')} `
        + `(${(0,quantities/* countOf */.pq)(count, 'file')}): only ${name} was copied to this place; copy ${names} beside it as well, or give the place that it was copied from as source`);
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/file-table.js




/** Where files are read from; may be iterated more than once. */
function placesRead(files) {
    return (0,repeatable/* mapped */.CV)(files, ({ from }) => from);
}
/** Planned files by the place they are read from: many handles may name one physical file. */
class FileTable {
    #files = new location_map/* LocationMap */.K();
    #byTarget = new location_map/* LocationMap */.K();
    #collision;
    /** The first two files of which it was found that they would become one. */
    get collision() {
        return this.#collision;
    }
    /** @throws RelocationError where two handles tell different sizes of one file. */
    add({ from, to }, reference, placement) {
        const { sizeIs, sizeBytes, incremental, kind } = reference;
        const known = this.#files.get(from);
        if (known === undefined) {
            this.#append({
                from,
                to,
                sizeIs,
                sizeBytes,
                referenced: true,
                exclusive: !incremental && (0,location_location/* isWithin */.UO)(from, placement.snapshot.from),
                relativeIncremental: kind === 'relative' && incremental,
            });
            return;
        }
        if (incremental)
            known.exclusive = false;
        if (known.sizeIs === 'exact' && sizeIs === 'exact' && known.sizeBytes !== sizeBytes) {
            throw new relocation_error/* RelocationError */.f(`_metadata gives ${(0,location_location/* displayLocation */.S5)(from)} two sizes, ${known.sizeBytes} and ${sizeBytes} bytes: `
                + 'it is damaged; take a new savepoint or choose another checkpoint', { code: 'bad-snapshot' });
        }
        if (sizeIs === 'exact'
            || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
            Object.assign(known, { sizeIs, sizeBytes });
        }
    }
    /** Adds a file that no handle names. */
    addBeside({ location, sizeBytes }, to) {
        if (this.has(location))
            return;
        this.#append({
            from: location,
            to,
            sizeIs: 'exact',
            sizeBytes,
            referenced: false,
            exclusive: true,
            relativeIncremental: false,
        });
    }
    has(from) {
        return this.#files.has(from);
    }
    [Symbol.iterator]() {
        return this.#files.values()[Symbol.iterator]();
    }
    #append(file) {
        const { from, to } = file;
        const first = this.#byTarget.get(to);
        if (first === undefined)
            this.#byTarget.set(to, file);
        else
            this.#collision ??= { first: first.from, second: from, to };
        this.#files.set(from, file);
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/look.js






















/**
 * Looks at what the plan needs at both ends. Nothing is copied or replaced; with `delete-source` a probe is
 * written and removed.
 *
 * @throws RelocationError where files are missing, or what is at the target must not be replaced
 */
async function look_look(planned) {
    const { run, read, plan } = planned;
    const present = await lookAtSource(planned);
    const planFingerprint = bindPlan(planned, [...present.files, ...present.staying]);
    await requireTwoPlaces(planned);
    const existing = await findExisting(planned);
    if (run.resumed !== undefined)
        requireRelocated(plan.placement, existing);
    const { files, shard } = share(planned, present.files);
    const target = await lookAtTarget(planned, files, existing, shard);
    if (run.resumed !== undefined)
        requireRelocated(plan.placement, existing, target.work.pending.length);
    const { outside, requests } = await lookOutside({
        request: run.request,
        source: run.stores.source,
        read,
        plan,
        seen: present.seen,
        warn: run.warn,
        signal: run.signal,
    });
    return {
        run,
        read,
        plan,
        ...target,
        outside,
        files,
        shard,
        existing,
        planFingerprint,
        all: shard === undefined ? [...files, ...present.staying] : files,
        requests: planned.requests + present.requests + target.before.requests + requests,
    };
}
async function lookAtSource(planned) {
    const { run: { stores: { source }, signal, }, read, plan, listing, } = planned;
    const readable = plan.kept.filter((file) => file.from.authority === plan.placement.snapshot.from.authority
        && file.from.scheme !== 'file'
        && source.type === 's3');
    const wanted = [...plan.files, ...plan.staying, ...readable];
    const seen = await (0,survey/* survey */.Fr)(source, placesRead(wanted), signal, listing);
    const archives = await (0,storage_archives/* findArchives */.BG)(source, (0,storage_archives/* seenAt */.dh)(placesRead(wanted), seen), signal);
    const advice = await adviceOnMissing(planned, wanted, seen);
    const present = requirePresent(wanted, seen, archives, ownersOf(read.snapshot), advice);
    return {
        files: present.slice(0, plan.files.length),
        staying: present.slice(plan.files.length, plan.files.length + plan.staying.length),
        seen,
        requests: seen.requests,
    };
}
/** Before anything is written: what is about to be done is what somebody agreed to. */
function bindPlan({ run, read, plan }, files) {
    const { request, stores } = run;
    const { dryRun, expectPlan } = request;
    if (!dryRun && expectPlan === undefined)
        return undefined;
    const fingerprint = fingerprintOf({
        request,
        source: run.resumed?.rest ?? stores.source,
        target: stores.target,
        read,
        plan,
        files,
    });
    if (expectPlan !== undefined)
        refuseOtherPlan(expectPlan, fingerprint);
    return fingerprint;
}
/** Refuses one place under two names before hours of copying, not only when the source is to be deleted. */
async function requireTwoPlaces({ run, plan }) {
    const { request, stores: { source, target }, resumed, signal, } = run;
    if (plan.inPlace)
        return;
    await refuseOneDirectory(endsOf(run, plan.placement));
    if (!request.deleteSource || request.dryRun)
        return;
    await requireApartForDeletion(plan, resumed?.rest ?? source, target, 'nothing was written or deleted: leave delete-source out, or choose another target', signal);
}
async function findExisting({ run: { request, stores: { target }, signal, }, plan, emptyTarget, }) {
    if (emptyTarget !== undefined)
        return 'none';
    const bytes = await readTargetMetadata(target, (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce), plan.metadataBytes, signal);
    if (bytes === undefined)
        return 'none';
    if (sameBytes(bytes, plan.metadata))
        return 'same';
    if (plan.inPlace || request.overwrite)
        return 'other';
    throw new relocation_error/* RelocationError */.f(`another snapshot is at ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)} already; nothing was written: choose another `
        + 'target or target-name, or set overwrite to true to replace it');
}
/** The files that this run copies: all of them, or one shard's. */
function share({ run: { request: { shard, dryRun }, narrator, }, }, files) {
    if (shard === undefined)
        return { files, shard };
    const { own, told } = (0,relocate_shard/* takeShard */.mt)(files, shard, dryRun);
    narrator.info((0,relocate_shard/* shardSentence */.YE)(told));
    if (told.split !== undefined)
        narrator.info((0,relocate_shard/* splitSentence */.e$)(told.split));
    return { files: own, shard: told };
}
async function lookAtTarget({ run, plan, emptyTarget }, files, existing, shard) {
    const { request, stores: { source, target, transfer }, narrator, signal, } = run;
    const { placement } = plan;
    const before = await (0,survey/* survey */.Fr)(target, placesWritten(files), signal, emptyTarget);
    const work = await settleReplaced(await (0,copy_work/* findWork */.V)(files, before, transfer, existing === 'same', concurrencyOf(request.concurrency, transfer), signal), { placement, seen: before, source, target, overwrite: request.overwrite }, signal);
    if (shard !== undefined && existing === 'other')
        (0,relocate_shard/* refuseReplacingBesides */.n0)(work, shard, placement.snapshot.to);
    const leftovers = await findLeftovers(work.pending, target, signal);
    if (leftovers !== undefined)
        run.warn(leftovers);
    narrator.info(`target ${(0,location_location/* displayLocation */.S5)(placement.snapshot.to)}: ${(0,quantities/* countOf */.pq)(work.pending.length, 'file')} to copy `
        + `(${(0,quantities/* formatBytes */.z3)((0,copy_work/* totalBytes */.o)(work.pending))}, ${transfer.mode}), ${work.present.length} there already`
        + (shard === undefined ? `, ${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} to rewrite` : ''));
    return { work, before };
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/namespaces.js



/**
 * Whether the endpoint that both sides share shows them buckets of their own, as to tenants of Ceph and
 * accounts of Swift, so that equal names are two places. Only sides with other credentials can be, and only
 * then is it looked whether the target sees the very `_metadata` that the source has. What the target may
 * not look at counts as one place, where less is done.
 *
 * A source whose deletion was begun has no `_metadata` to look for: equal names of it were two places then.
 *
 * @throws StorageError
 */
async function findNamespaces({ request: { asOf, sourceS3, targetS3, pathMap }, stores: { from, to, source, target }, resumed, signal, }, { snapshot }) {
    const unasked = (areTwo) => ({ areTwo, requests: 0 });
    if (source.type !== 's3' || identityOf(sourceS3) === identityOf(targetS3))
        return unasked(false);
    if (from.authority !== to.authority && pathMap.length === 0)
        return unasked(false);
    // What was there before is no evidence of what the target sees now.
    if (asOf !== undefined)
        return unasked(false);
    if (resumed !== undefined)
        return unasked((0,location_location/* sameLocation */.It)(snapshot.from, snapshot.to));
    const location = (0,location_location/* resolveWithin */.s5)(snapshot.from, read_snapshot/* METADATA_NAME */.ce);
    const own = await source.stat(location, { signal });
    let seen;
    try {
        seen = await target.stat(location, { signal });
    }
    catch (error) {
        if (!(error instanceof storage_error/* StorageError */.a))
            throw error;
        if (error.code === 'access-denied')
            return { areTwo: false, requests: 2 };
        if (error.code !== 'no-such-bucket')
            throw error;
    }
    return { areTwo: own !== undefined && !isOne(own, seen), requests: 2 };
}
/** Who is asking, as far as the settings tell. */
function identityOf({ credentials, profile, role, region, anonymous }) {
    return JSON.stringify([credentials?.accessKeyId, profile, role?.arn, region, anonymous === true]);
}
function isOne(a, b) {
    return (b !== undefined
        && a.sizeBytes === b.sizeBytes
        && a.etag === b.etag
        && a.modifiedAt?.getTime() === b.modifiedAt?.getTime());
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/claimed-savepoints.js



/**
 * The files of the savepoints that the user says were claimed.
 *
 * @throws RelocationError naming a directory in which nothing lies.
 */
async function listClaimed(directories, from, source, signal) {
    const all = [];
    for (const directory of directories) {
        const objects = (0,location_location/* sameStore */.Yx)(directory.scheme, from.scheme)
            ? await (0,survey/* listAll */._w)(source, directory, signal)
            : undefined;
        if (objects === undefined || objects.size === 0) {
            throw new relocation_error/* RelocationError */.f(`claimed-savepoint ${(0,location_location/* displayLocation */.S5)(directory)}: nothing lies there; give the directory of the savepoint in the `
                + "source's store, as it was when the job claimed it", { code: 'not-found' });
        }
        for (const info of objects.values())
            all.push(info);
    }
    return all;
}

;// CONCATENATED MODULE: ./build/commands/relocate/other-snapshots/same-job.js






/** Most checkpoints that are read: those with the nearest numbers decide, the others are not looked at. */
const MOST_READ = 20;
/**
 * Refuses a job directory in the target that holds checkpoints of another job: `find` would call one of
 * them the newest, and a job that claims it would go on from the wrong state. A random id is the same job
 * by its name alone. In application mode Flink gives every job the same id, and a `target-name` says
 * nothing of whose checkpoints are there: then files have to show it.
 *
 * One job: a checkpoint of the same number has the very same files of its own; one of another number shares
 * a file of incremental state (their names are random), or the source still has that checkpoint too, with
 * the same files. Equal operators are no evidence: staging and production run the same program.
 *
 * @throws RelocationError also where nothing is shown; `overwrite` is no permission for that.
 */
async function refuseOtherJobs(plan, own, ends, signal) {
    const { shape, home, snapshot } = plan.placement;
    if (shape !== 'checkpoint' || plan.inPlace || isRandomJobId(home))
        return;
    const numberOf = (directory) => Number((0,flink_names/* checkpointNumber */.K5)((0,location_location/* nameOf */.Vb)(directory)) ?? 0);
    const number = numberOf(snapshot.to);
    const distance = (directory) => Math.abs(numberOf(directory) - number);
    const directories = (await checkpointsIn(ends.target, home.to, signal)).sort((a, b) => distance(a) - distance(b));
    let undecided;
    let read = 0;
    for (const directory of directories) {
        const neighbour = read < MOST_READ ? await readNeighbour(ends.target, directory, signal) : undefined;
        if (neighbour === undefined)
            continue;
        read++;
        const verdict = await judge(neighbour, plan, own, ends.source, signal);
        if (verdict.is === 'same')
            return;
        if (verdict.is === 'other')
            throw same_job_refusal(plan, neighbour, `holds checkpoints of another job: ${verdict.why}`);
        undecided ??= { neighbour, why: verdict.why };
    }
    if (undecided === undefined)
        return;
    throw same_job_refusal(plan, undecided.neighbour, `holds checkpoints of which nothing shows that they are the same job's: ${undecided.why}`);
}
function same_job_refusal({ placement: { home } }, { directory }, what) {
    const fixed = (0,location_location/* nameOf */.Vb)(home.to) === (0,location_location/* nameOf */.Vb)(home.from)
        ? `; Flink gives the id ${(0,location_location/* nameOf */.Vb)(home.to)} to more than one job in application mode`
        : '';
    return new relocation_error/* RelocationError */.f(`the job directory ${(0,location_location/* displayLocation */.S5)(home.to)} ${what} (${(0,location_location/* displayLocation */.S5)(directory)})${fixed}; nothing was written: give `
        + ((0,location_location/* nameOf */.Vb)(home.to) === (0,location_location/* nameOf */.Vb)(home.from)
            ? 'target-name, the name of a directory for this job alone'
            : 'another target-name, one for this checkpoint alone')
        + ', or choose another target; overwrite does not allow this');
}
async function judge(neighbour, plan, own, source, signal) {
    const name = (0,location_location/* nameOf */.Vb)(neighbour.directory);
    if ('unreadable' in neighbour)
        return { is: 'unknown', why: `${name} cannot be read` };
    const { home, snapshot } = plan.placement;
    const { bytes, snapshot: there } = neighbour.read;
    const [ours, theirs] = [plannedPaths(plan), pathsOf(there, neighbour.directory, [home.to, home.from])];
    if ((0,location_location/* isWithin */.UO)(neighbour.directory, snapshot.to)) {
        const same = sameBytes(bytes, plan.metadata) || sameOwnFiles(ours, theirs, name);
        return same ? { is: 'same' } : { is: 'other', why: `its ${name} has other files than this one` };
    }
    const still = await readNeighbour(source, (0,location_location/* resolveWithin */.s5)(home.from, name), signal);
    if (still !== undefined && 'read' in still) {
        const before = pathsOf(still.read.snapshot, still.directory, [home.from, home.to]);
        if (sameOwnFiles(before, theirs, name))
            return { is: 'same' };
        if (before.size > 0 && theirs.size > 0)
            return { is: 'other', why: `${name} has other files there than at the source` };
    }
    if (shareFile(ours, theirs))
        return { is: 'same' };
    return haveCommonOperator(own.snapshot, there)
        ? { is: 'unknown', why: `${name} has the same operators, but no file in common with this checkpoint` }
        : { is: 'other', why: `${name} has other operators` };
}
/** By where the plan puts them: what `_metadata` names may be a former home. */
function plannedPaths({ placement: { home }, files, staying }) {
    const paths = new Map();
    for (const file of [...files, ...staying]) {
        const path = (0,location_location/* relativePath */.iZ)(file.to, home.to);
        if (path !== undefined)
            paths.set(path, file.sizeIs === 'exact' ? file.sizeBytes : undefined);
    }
    return paths;
}
function pathsOf(snapshot, directory, homes) {
    const paths = new Map();
    for (const { location, reference } of filesOf(snapshot, directory)) {
        const path = pathInHome(location, homes);
        if (path !== undefined)
            paths.set(path, reference.sizeIs === 'exact' ? reference.sizeBytes : undefined);
    }
    return paths;
}
/** Flink's own names in a job directory: what an earlier relocation gathered into it has others. */
const FLINKS = /^(chk-\d+|shared|taskowned)\//;
/**
 * Whether two descriptions of one `chk-N` have the same files in it, or, where it has none, the same ones
 * beside it.
 */
function sameOwnFiles(a, b, name) {
    const inside = (paths) => [...paths.keys()].filter((path) => path.startsWith(`${name}/`));
    const [mine, theirs] = [inside(a), inside(b)];
    if (mine.length > 0 || theirs.length > 0)
        return equalPaths(mine, theirs, a, b);
    const flinks = (paths) => [...paths.keys()].filter((path) => FLINKS.test(path));
    const [left, right] = [flinks(a), flinks(b)];
    return left.length > 0 && equalPaths(left, right, a, b);
}
function equalPaths(left, right, a, b) {
    return (left.length === right.length && left.every((path) => b.has(path) && sameSize(a.get(path), b.get(path))));
}
function shareFile(a, b) {
    for (const [path, size] of a)
        if (FLINKS.test(path) && b.has(path) && sameSize(size, b.get(path)))
            return true;
    return false;
}
function sameSize(a, b) {
    return a === undefined || b === undefined || a === b;
}
function haveCommonOperator(a, b) {
    const ids = new Set(a.operators.map(({ id }) => id));
    return b.operators.some(({ id }) => ids.has(id));
}

;// CONCATENATED MODULE: ./build/commands/relocate/other-snapshots/snapshot-directory.js





/**
 * Refuses a target that is itself a snapshot, or `shared` or `taskowned` of a job directory of any name:
 * what is put there would be deleted with it, and nobody looks for a snapshot inside another one. What the
 * store does not let us list is left to the requests that need the same permission later.
 *
 * @throws RelocationError naming the target that was probably meant.
 */
async function refuseSnapshotDirectory(store, target, { shape, home }, signal) {
    const places = shape === 'checkpoint' ? [target, home.to] : [target];
    for (const place of places) {
        if (!(await isSnapshot(store, place, signal)))
            continue;
        const above = (0,location_location/* parentOf */.gN)(place);
        throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)(place)} is itself a snapshot, and the one to relocate would go into it, to ${(0,location_location/* displayLocation */.S5)(home.to)}: `
            + `target is the directory under which a snapshot is placed${above === undefined ? '; choose another one' : `, you probably meant ${(0,location_location/* displayLocation */.S5)(above)}`}`);
    }
    const job = (0,location_location/* parentOf */.gN)(target);
    if (!/^(shared|taskowned)$/.test((0,location_location/* nameOf */.Vb)(target))
        || job === undefined
        || !(await hasCheckpoints(store, job, signal)))
        return;
    throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)(target)} belongs to the checkpoints in ${(0,location_location/* displayLocation */.S5)(job)}: Flink deletes what is there with them; `
        + "choose a directory beside the job's");
}
async function isSnapshot(store, place, signal) {
    return told(async () => (await store.stat((0,location_location/* resolveWithin */.s5)(place, read_snapshot/* METADATA_NAME */.ce), { signal })) !== undefined, signal);
}
async function hasCheckpoints(store, job, signal) {
    return told(async () => (await checkpointsIn(store, job, signal)).length > 0, signal);
}
async function told(ask, signal) {
    try {
        return await ask();
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof storage_error/* StorageError */.a)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/former-home.js





/**
 * A snapshot whose files were moved before its `_metadata` was rewritten names its former home. Each move
 * returned here says: what the metadata places below `from` is to be read below `to`, never from the former
 * home.
 */
function givenFormerHome(given, snapshot, placement) {
    const named = (0,location_location/* nameOf */.Vb)(given) === read_snapshot/* METADATA_NAME */.ce ? ((0,location_location/* parentOf */.gN)(given) ?? given) : given;
    const former = belowRoot(named, snapshot, placement) ?? named;
    const moves = formerMoves(former, placement);
    if (!isAnyWithin(snapshot, moves.map(({ from: place }) => place))) {
        throw new relocation_error/* RelocationError */.f(`moved-from ${(0,location_location/* displayLocation */.S5)(former)}: nothing in _metadata lies there; `
            + 'leave moved-from out, or give the directory that `inspect` shows');
    }
    return moves;
}
/**
 * The former home where its parent was given: the root of all checkpoints, or the directory of all
 * savepoints. Told by what the metadata places below it.
 */
function belowRoot(given, snapshot, { home, snapshot: { from } }) {
    const name = (0,location_location/* nameOf */.Vb)(home.from);
    if (name === '' || (0,location_location/* nameOf */.Vb)(given) === name || (0,location_location/* nameOf */.Vb)(given) === (0,location_location/* nameOf */.Vb)(from))
        return undefined;
    const below = (0,location_location/* resolveWithin */.s5)(given, name);
    return isAnyWithin(snapshot, [below]) ? below : undefined;
}
/**
 * The moves that a user's rules tell, those of the longest prefix first. What a replica of a bucket holds
 * is read in this way.
 *
 * @throws RelocationError naming a rule that nothing in the metadata needs.
 */
function movesByRules(rules, snapshot) {
    if (rules.length === 0)
        return [];
    for (const { from, to } of rules) {
        if (isAnyWithin(snapshot, [from]))
            continue;
        throw new relocation_error/* RelocationError */.f(`read-map ${(0,location_location/* displayLocation */.S5)(from)} => ${(0,location_location/* displayLocation */.S5)(to)}: nothing in _metadata lies there; `
            + 'leave the rule out, or give the directory that `inspect` shows');
    }
    return [...rules].sort((a, b) => b.from.path.length - a.from.path.length);
}
/**
 * The directories outside the snapshot's home that could be its former home, by their form alone, but for
 * those that have a rule.
 */
function formerCandidates(snapshot, placement, rules = []) {
    const candidates = new Map();
    for (const [location, reference] of absoluteLocations(snapshot)) {
        if ((0,location_location/* isWithin */.UO)(location, placement.home.from) || rules.some((rule) => (0,location_location/* isWithin */.UO)(location, rule.from)))
            continue;
        const former = formerHomeOf(location, placement);
        if (former === undefined)
            continue;
        const key = (0,location_location/* identityOf */.cu)(former);
        const candidate = candidates.get(key) ?? { moves: formerMoves(former, placement), files: [] };
        candidate.files.push([location, reference]);
        candidates.set(key, candidate);
    }
    return [...candidates.values()];
}
/**
 * The directories of earlier jobs below a former checkpoint root, which may have been moved along with the
 * job's own: the checkpoint of a restarted job names files of theirs. `found` are the former homes that are
 * known.
 */
function earlierJobCandidates(snapshot, { home, root }, found) {
    const candidates = new Map();
    for (const { from: former, to } of found) {
        const formerRoot = (0,location_location/* parentOf */.gN)(former);
        if (root === undefined || formerRoot === undefined || !(0,location_location/* sameLocation */.It)(to, home.from))
            continue;
        for (const [location, reference] of absoluteLocations(snapshot)) {
            const job = (0,location_location/* isWithin */.UO)(location, former) ? undefined : jobBelow(formerRoot, location);
            if (job === undefined)
                continue;
            const move = { from: (0,location_location/* resolveWithin */.s5)(formerRoot, job), to: (0,location_location/* resolveWithin */.s5)(root.from, job) };
            const key = (0,location_location/* identityOf */.cu)(move.from);
            const candidate = candidates.get(key) ?? { move, moves: [move], files: [] };
            candidate.files.push([location, reference]);
            candidates.set(key, candidate);
        }
    }
    refuseMany(candidates.size);
    return [...candidates.values()];
}
/**
 * Finds the former homes without being told: those candidates of which every referenced file name is
 * present in the source with the same size. `listing` is everything below the snapshot's home.
 */
function findFormerHomes(candidates, listing) {
    const found = candidates.filter(({ moves, files }) => files.every(([location, reference]) => isPresent(location, reference, moves, listing)));
    refuseMany(found.length);
    return found.flatMap(({ moves }) => moves);
}
/**
 * A job that was moved has one former home, and as many directories of earlier jobs as it had restarts from
 * checkpoints.
 */
const MOST_HOMES = 256;
/**
 * Each path of the metadata is compared with each former home, and each directory of an earlier job is
 * listed.
 */
function refuseMany(count) {
    if (count <= MOST_HOMES)
        return;
    throw new relocation_error/* RelocationError */.f(`${count} directories that _metadata names could be former homes of this snapshot, more than the ${MOST_HOMES} that are looked at: `
        + 'give the former home in moved-from; metadata with that many was probably made by hand');
}
function isPresent(location, reference, moves, listing) {
    if (reference.kind === 'directory')
        return true;
    const here = readPlace(moves, location);
    const size = here && listing.get(here)?.sizeBytes;
    if (size === undefined)
        return false;
    if (reference.sizeIs === 'unknown')
        return true;
    return reference.sizeIs === 'exact' ? size === reference.sizeBytes : size >= reference.sizeBytes;
}
/**
 * Where the bytes of a location of the metadata are read: below the source when it lies in a former home.
 */
function readPlace(moves, location) {
    for (const move of moves) {
        const here = carry(move, location);
        if (here !== undefined)
            return here;
    }
    return undefined;
}
function isAnyWithin(snapshot, directories) {
    for (const [location] of absoluteLocations(snapshot))
        if (directories.some((directory) => (0,location_location/* isWithin */.UO)(location, directory)))
            return true;
    return false;
}
/**
 * One after the other: a list of hundreds of thousands would be garbage that lives long. A path that is no
 * location is refused by the plan, with a sentence of its own.
 */
function* absoluteLocations(snapshot) {
    for (const reference of snapshot.references) {
        if (reference.kind === 'relative')
            continue;
        const location = (0,places/* writtenLocationOf */.Uy)(reference.path);
        if (location !== undefined)
            yield [location, reference];
    }
}
/**
 * Savepoint directories are flat; of a checkpoint the job directory is what people move, and its name
 * stays.
 */
function formerHomeOf(location, placement) {
    if (placement.shape === 'savepoint')
        return (0,location_location/* parentOf */.gN)(location);
    const segment = `/${(0,location_location/* nameOf */.Vb)(placement.home.from)}/`;
    const at = location.path.indexOf(segment);
    return at < 0 ? undefined : { ...location, path: location.path.slice(0, at + segment.length - 1) };
}
/**
 * A checkpoint's former home may be given as its job directory or as `chk-N`; the job directory follows
 * from it.
 */
function formerMoves(former, placement) {
    if (placement.shape === 'savepoint')
        return [{ from: former, to: placement.home.from }];
    if ((0,location_location/* nameOf */.Vb)(former) !== (0,location_location/* nameOf */.Vb)(placement.snapshot.from))
        return [{ from: former, to: placement.home.from }];
    const job = (0,location_location/* parentOf */.gN)(former);
    return [
        { from: former, to: placement.snapshot.from },
        ...(job ? [{ from: job, to: placement.home.from }] : []),
    ];
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/half-copied.js




/**
 * Of a checkpoint that names another home than its own: whether its own files were copied from there and
 * nothing else. Rules of `path-map` for single directories are no help then.
 *
 * @param listing what lies below the checkpoint's job directory
 * @returns the refusal; `undefined` where it is not so
 */
function refusalOfHalf(candidates, { shape, snapshot }, listing) {
    if (shape === 'savepoint')
        return undefined;
    for (const { moves, files } of candidates) {
        let [own, others] = [0, 0];
        const isHalf = files.every(([location, { kind }]) => {
            if (kind === 'directory')
                return true;
            const here = readPlace(moves, location);
            if (here === undefined)
                return false;
            const isOwn = (0,location_location/* isWithin */.UO)(here, snapshot.from);
            if (isOwn)
                own++;
            else
                others++;
            return listing.has(here) === isOwn;
        });
        const former = moves.at(-1)?.from;
        if (!isHalf || own === 0 || others === 0 || former === undefined)
            continue;
        const name = (0,location_location/* nameOf */.Vb)(snapshot.from);
        return new relocation_error/* RelocationError */.f(`only ${name} was copied to ${(0,location_location/* displayLocation */.S5)(snapshot.from)}: what lies in ${name} itself is there, and ${(0,quantities/* countOf */.pq)(others, 'file')} that `
            + `_metadata names in ${(0,location_location/* displayLocation */.S5)(former)} ${others === 1 ? 'was' : 'were'} left behind; nothing was written: copy shared/ `
            + `and taskowned/ of that directory beside ${name} as well, or give ${(0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(former, name))} as source`, { code: 'missing-files' });
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/metadata/rewrite.js
var metadata_rewrite = __webpack_require__(5252);
// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
;// CONCATENATED MODULE: ./build/commands/relocate/plan/merged-directories.js


/**
 * The directories of code 17 are orders to delete: under CLAIM Flink deletes them recursively once the
 * claimed checkpoint is subsumed. So each must become a directory of its own that holds nothing but its own
 * files.
 *
 * @throws RelocationError where one would hold the snapshot, meet another one, or get files of another place.
 */
function refuseSharedDirectories(directories, placement, files) {
    const byTarget = new Map();
    for (const move of directories) {
        const key = (0,location_location/* identityOf */.cu)(move.to);
        const other = byTarget.get(key);
        if (other !== undefined && !(0,location_location/* sameLocation */.It)(other.from, move.from)) {
            throw dangerous(move, `which ${(0,location_location/* displayLocation */.S5)(other.from)} would share`);
        }
        byTarget.set(key, move);
    }
    const lengths = new Set([...byTarget.values()].map(({ to }) => to.path.length));
    for (const move of byTarget.values()) {
        if ((0,location_location/* isWithin */.UO)(placement.snapshot.to, move.to) || (0,location_location/* sameLocation */.It)(placement.home.to, move.to)) {
            throw dangerous(move, 'which holds the snapshot itself');
        }
        refuseStranger(move.from, move.to, byTarget, lengths);
    }
    if (byTarget.size > 0)
        for (const file of files)
            refuseStranger(file.from, file.to, byTarget, lengths);
}
/**
 * Refuses what lands below a merged directory without having been below it. Only what is above it in one of
 * the `lengths` is looked up: a path may have thousands of segments.
 */
function refuseStranger(from, to, byTarget, lengths) {
    for (let above = (0,location_location/* parentOf */.gN)(to); above !== undefined; above = (0,location_location/* parentOf */.gN)(above)) {
        if (!lengths.has(above.path.length))
            continue;
        const move = byTarget.get((0,location_location/* identityOf */.cu)(above));
        if (move !== undefined && !(0,location_location/* isWithin */.UO)(from, move.from)) {
            throw dangerous(move, `where ${(0,location_location/* displayLocation */.S5)(from)} would lie too`);
        }
    }
}
function dangerous(move, why) {
    return new relocation_error/* RelocationError */.f(`the file-merging directory ${(0,location_location/* displayLocation */.S5)(move.from)} would become ${(0,location_location/* displayLocation */.S5)(move.to)}, ${why}: `
        + 'Flink deletes such directories with all that is in them; change the path-map so that it gets a directory of its own');
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/external-files.js



/**
 * Refuses files of which nobody said where they shall go.
 *
 * @throws RelocationError with the lines to add: rules of `path-map`, or of `read-map` for files in a store
 * that is not read, which no rule of `path-map` can bring
 */
function refuseExternals(externals, placement, choice) {
    if (externals.length === 0)
        return;
    const source = placement.snapshot.from;
    const unread = externals.filter(({ directory }) => !(0,location_location/* sameStore */.Yx)(directory.scheme, source.scheme));
    if (unread.length > 0)
        throw unreadable(unread, source);
    const merged = externals.some((external) => external.merged);
    throw new relocation_error/* RelocationError */.f(`${counted(externals)} outside of it, and nothing says where they go: add to path-map the lines below`
        + (merged
            ? ' (directories of a file-merging checkpoint are never kept or gathered)'
            : alternative(choice)), { details: (0,quantities/* shorten */.ml)(externals.map(({ directory }) => suggestion(directory, placement))) });
}
function unreadable(externals, source) {
    const schemes = [...new Set(externals.map(({ directory }) => directory.scheme))].join(', ');
    const merged = externals.some((external) => external.merged);
    const now = (0,location_location/* formatLocation */.j$)({ ...source, path: '/where-they-are-now' });
    return new relocation_error/* RelocationError */.f(`${counted(externals)} in another kind of store (${schemes}) than the source, where nothing is read: copy them into the source's `
        + 'store by a tool of their own, and say in read-map where they are now, as in the lines below'
        + (merged ? '' : ', or set external-files to keep'), { details: (0,quantities/* shorten */.ml)(externals.map(({ directory }) => `${(0,location_location/* formatLocation */.j$)(directory)} => ${now}`)) });
}
function counted(externals) {
    const references = externals.reduce((sum, external) => sum + external.references, 0);
    return references === 1
        ? 'a file of the snapshot lies'
        : `${references} files or directories of the snapshot lie`;
}
/** What else than rules would do, where the choice that was made does not. */
function alternative(choice) {
    switch (choice) {
        case 'fail':
            return ', or set external-files';
        case 'copy':
            return " (external-files: copy reaches only files in the source's own bucket)";
        case 'keep':
            return ' (external-files: keep is not for changelog state, whose files Flink may delete)';
    }
}
function suggestion(directory, { home }) {
    const to = (0,location_location/* resolveWithin */.s5)(home.to, `external/${directory.authority}${directory.path}`);
    return `${(0,location_location/* formatLocation */.j$)(directory)} => ${(0,location_location/* formatLocation */.j$)(to)}`;
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/refusals.js




/** What of a snapshot cannot be relocated, collected so that one error names all of it. */
class Refusals {
    #damages = [];
    #mistakes = [];
    #externals = new Map();
    /** A path that cannot be relocated at all. */
    addDamage(sentence) {
        this.#damages.push(sentence);
    }
    /** A path that a rule of the user's leads to where it cannot go. */
    addMistake(sentence) {
        this.#mistakes.push(sentence);
    }
    /**
     * A file in this directory, for which no setting says where it may go.
     *
     * @param merged whether it belongs to a file-merging checkpoint
     */
    addExternal(directory, merged) {
        const key = (0,location_location/* identityOf */.cu)(directory);
        const known = this.#externals.get(key);
        this.#externals.set(key, {
            directory,
            references: (known?.references ?? 0) + 1,
            merged: merged || (known?.merged ?? false),
        });
    }
    /**
     * @param choice what the user said of external files
     * @throws RelocationError naming everything that was refused, with the lines that would allow it.
     */
    throwIfAny(choice, placement) {
        if (this.#damages.length > 0) {
            throw new relocation_error/* RelocationError */.f(`_metadata names ${(0,quantities/* countOf */.pq)(this.#damages.length, 'path')} that cannot be relocated: it is damaged or was made `
                + 'by hand; take a new savepoint', { code: 'bad-snapshot', details: (0,quantities/* shorten */.ml)(this.#damages) });
        }
        if (this.#mistakes.length > 0) {
            throw new relocation_error/* RelocationError */.f(`path-map has rules that cannot be followed for ${(0,quantities/* countOf */.pq)(this.#mistakes.length, 'path')} below: correct or drop `
                + 'them', { details: (0,quantities/* shorten */.ml)(this.#mistakes) });
        }
        refuseExternals([...this.#externals.values()], placement, choice);
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/route.js







/** Decides where references go, and collects what it has to refuse. */
class Router {
    #placement;
    #options;
    #decided = new Map();
    #decisions = 0;
    #refusals = new Refusals();
    #usedRules = new Set();
    /**
     * File names given out in the savepoint directory to gathered files, so that equal names do not collide.
     */
    #gathered = new Set();
    /** Those names by the identity of their files, and for each name the number to try next. */
    #gatheredNames = new Map();
    #nextNumbers = new Map();
    #claimed = new Map();
    #kept = 0;
    #repaired = 0;
    constructor(placement, options) {
        this.#placement = placement;
        this.#options = options;
        for (const { location } of options.claimed)
            this.#claimed.set((0,location_location/* nameOf */.Vb)(location), location);
    }
    /**
     * The route of a reference; equal paths have one route. What is counted or given out is remembered; the
     * others, nearly all of them, are found again faster than they would be kept.
     */
    route(reference) {
        const known = this.#decided.size === 0 ? undefined : this.#decided.get(routeKey(reference));
        if (known !== undefined)
            return known;
        const before = this.#decisions;
        const route = reference.kind === 'relative' ? this.#relative(reference) : this.#absolute(reference);
        if (this.#decisions !== before)
            this.#decided.set(routeKey(reference), route);
        return route;
    }
    /** The new text of a reference that was routed before, `undefined` where the written one stays. */
    rewrite(reference) {
        const route = this.route(reference);
        if (route.kind !== 'copied')
            return undefined;
        if (this.#options.references === 'relative'
            && reference.kind === 'file'
            && !reference.incremental
            && !reference.changelog) {
            const name = (0,location_location/* relativePath */.iZ)(route.to, this.#placement.snapshot.to);
            if (name !== undefined)
                return { kind: 'relative', path: name };
        }
        return route.written;
    }
    /** How many of the references name their files absolutely in the result. */
    countAbsolute(references) {
        return references.filter((reference) => {
            const written = this.rewrite(reference);
            return ((written === undefined || typeof written === 'string' ? reference.kind : written.kind) !== 'relative');
        }).length;
    }
    /** Sentences about kept files and rules that nothing used. */
    warnings() {
        const warnings = this.#options.pathMap
            .filter((rule) => !this.#usedRules.has(rule))
            .map((rule) => `path-map rule ${(0,location_location/* formatLocation */.j$)(rule.from)} => ${(0,location_location/* formatLocation */.j$)(rule.to)} matches nothing in _metadata`);
        if (this.#repaired > 0) {
            warnings.push(`${(0,quantities/* countOf */.pq)(this.#repaired, 'relative handle')} named files that are not beside _metadata but in claimed-savepoint `
                + '(FLINK-39964): copied from there and written as absolute handles');
        }
        if (this.#kept > 0) {
            warnings.push(`${this.#kept === 1 ? '1 external file stays where it is' : `${(0,quantities/* formatCount */.B4)(this.#kept)} external files stay where they are`} `
                + '(external-files: keep): the result depends on what it refers to there, do not delete that while a job uses it');
        }
        return warnings;
    }
    /**
     * @throws RelocationError naming everything that was refused, with the lines that would allow it.
     */
    refuse() {
        this.#refusals.throwIfAny(this.#options.externalFiles, this.#placement);
    }
    #relative(reference) {
        const { from, to } = this.#placement.snapshot;
        if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference.path)) {
            return this.#refuse(`${JSON.stringify(reference.path)} is written as a relative name but has a scheme`);
        }
        try {
            const here = (0,location_location/* resolveWithin */.s5)(from, reference.path);
            const claimed = this.#claimed.get((0,location_location/* nameOf */.Vb)(here));
            if (claimed !== undefined && !this.#options.listed.has(here))
                return this.#repair(claimed);
            return { kind: 'copied', from: here, to: (0,location_location/* resolveWithin */.s5)(to, reference.path) };
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
    }
    #absolute(reference) {
        let named;
        try {
            named = (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
        const from = readPlace(this.#options.formerHomes, named) ?? named;
        const to = this.#byRule(named, from) ?? this.#byHome(from);
        if (to !== undefined) {
            if (!(0,location_location/* sameStore */.Yx)(from.scheme, this.#placement.snapshot.from.scheme)) {
                return this.#mistake(`${(0,location_location/* formatLocation */.j$)(from)} lies in another kind of store than the source and cannot be read with it`);
            }
            if (!(0,location_location/* sameStore */.Yx)(to.scheme, this.#placement.snapshot.to.scheme)) {
                return this.#mistake(`${(0,location_location/* formatLocation */.j$)(from)} would go to ${(0,location_location/* formatLocation */.j$)(to)}, another kind of store than the target`);
            }
            return this.#copied(reference, from, to);
        }
        return this.#external(reference, from);
    }
    /**
     * A checkpoint taken after the CLAIM of a native savepoint names files of that savepoint relative to
     * itself, where they are not (FLINK-39964). Found in a directory that the user named, the handle becomes
     * an absolute one, as the fixed Flink writes it.
     */
    #repair(found) {
        this.#repaired++;
        this.#decisions++;
        const to = this.#byRule(found, found) ?? this.#byHome(found) ?? this.#gather(found);
        return { kind: 'copied', from: found, to, written: { kind: 'file', path: (0,location_location/* formatLocation */.j$)(to) } };
    }
    #byRule(named, from) {
        for (const location of [named, from]) {
            const to = (0,path_map/* applyPathMap */.y)(this.#options.pathMap, location);
            if (to === undefined)
                continue;
            for (const rule of this.#options.pathMap)
                if ((0,location_location/* isWithin */.UO)(location, rule.from))
                    this.#usedRules.add(rule);
            return to;
        }
        return undefined;
    }
    #byHome(from) {
        const placement = this.#placement;
        const home = carry(placement.home, from);
        if (home !== undefined)
            return home;
        const earlier = earlierJobOf(placement, from);
        return earlier && carry(earlier, from);
    }
    #external(reference, from) {
        this.#decisions++;
        const choice = this.#options.externalFiles;
        const merged = reference.kind === 'directory' || reference.kind === 'segment';
        if (choice === 'copy' && reference.kind !== 'directory' && this.#mayGather(from)) {
            return this.#copied(reference, from, this.#gather(from));
        }
        if (choice === 'keep' && !merged && !reference.changelog) {
            this.#kept++;
            return { kind: 'kept', from, to: from };
        }
        const directory = reference.kind === 'directory' ? from : ((0,location_location/* parentOf */.gN)(from) ?? from);
        this.#refusals.addExternal(directory, merged);
        return { kind: 'refused' };
    }
    /**
     * `_metadata` is untrusted: it must not make us read a bucket, or a local file, that the user did not
     * name.
     */
    #mayGather(from) {
        const source = this.#placement.snapshot.from;
        return ((0,location_location/* isSpokenToByS3 */.JU)(from.scheme)
            && (0,location_location/* sameStore */.Yx)(from.scheme, source.scheme)
            && from.authority === source.authority);
    }
    #gather(from) {
        const { shape, snapshot, home } = this.#placement;
        if (shape === 'checkpoint')
            return (0,location_location/* resolveWithin */.s5)(home.to, `external/${from.authority}/${(0,location_location/* keyOf */.TN)(from)}`);
        const name = (0,location_location/* nameOf */.Vb)(from);
        const identity = (0,location_location/* identityOf */.cu)(from);
        const known = this.#gatheredNames.get(identity);
        if (known !== undefined)
            return (0,location_location/* resolveWithin */.s5)(snapshot.to, known);
        for (let n = this.#nextNumbers.get(name) ?? 1;; n++) {
            const candidate = n === 1 ? name : `${name}-${n}`;
            if (this.#isTaken(candidate) || this.#gathered.has(candidate))
                continue;
            this.#gathered.add(candidate);
            this.#gatheredNames.set(identity, candidate);
            this.#nextNumbers.set(name, n + 1);
            return (0,location_location/* resolveWithin */.s5)(snapshot.to, candidate);
        }
    }
    #isTaken(name) {
        return (name === read_snapshot/* METADATA_NAME */.ce || this.#options.listed.has((0,location_location/* resolveWithin */.s5)(this.#placement.snapshot.from, name)));
    }
    #copied(reference, from, to) {
        const text = (0,location_location/* formatLocation */.j$)(to);
        return { kind: 'copied', from, to, written: text === reference.path ? undefined : text };
    }
    #mistake(sentence) {
        this.#refusals.addMistake(sentence);
        this.#decisions++;
        return { kind: 'refused' };
    }
    #refuse(sentence) {
        this.#refusals.addDamage(sentence);
        this.#decisions++;
        return { kind: 'refused' };
    }
}
function routeKey(reference) {
    return reference.kind === 'relative' ? `./${reference.path}` : reference.path;
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan/make-plan.js













/** S3's limit for the UTF-8 form of a key. */
const MAX_KEY_BYTES = 1024;
/**
 * Turns a snapshot into a plan. Pure.
 *
 * @param listing the objects in the snapshot's directory: of a savepoint, those that no handle names are
 * copied too.
 * @throws RelocationError for everything that forbids the move, with the rule lines to add where a rule
 * would allow it.
 */
function planRelocation(metadata, snapshot, placement, listing, options) {
    if (options.outsideState !== 'ignore')
        refusePendingBatches(snapshot);
    const inPlace = options.oneStore && isInPlace(placement);
    const canBeRelative = snapshot.version > 2 && placement.shape === 'savepoint';
    const router = new Router(placement, {
        ...options,
        listed: listing,
        references: canBeRelative ? options.references : 'preserve',
    });
    const files = new FileTable();
    const kept = new FileTable();
    const warnings = [...snapshot.warnings, ...referenceWarnings(snapshot, placement, options)];
    const directories = [];
    for (const reference of snapshot.references) {
        const route = router.route(reference);
        if (route.kind === 'refused')
            continue;
        if (reference.kind === 'directory')
            directories.push(route);
        else
            (route.kind === 'kept' ? kept : files).add(route, reference, placement);
    }
    router.refuse();
    if (!inPlace)
        refuseSharedDirectories(directories, placement, files);
    if (placement.shape === 'savepoint')
        addFilesBeside(files, listing, placement, warnings);
    warnings.push(...router.warnings());
    if (canBeRelative && options.references === 'relative')
        warnings.push(...leftAbsolute(router.countAbsolute(snapshot.references)));
    refuseCollisions(files);
    if (options.oneStore && !inPlace && options.pathMap.length > 0)
        refuseIntoSource(files, placement);
    refuseLongKeys(files, placement);
    const moving = [];
    const staying = [];
    for (const file of files)
        (options.oneStore && (0,location_location/* sameLocation */.It)(file.from, file.to) ? staying : moving).push(file);
    const rewrite = (0,metadata_rewrite/* prepareRewrite */.c)(metadata, snapshot, (reference) => router.rewrite(reference));
    let made;
    return {
        placement,
        files: moving,
        staying,
        kept: [...kept],
        metadataBytes: rewrite.byteLength,
        urisRewritten: rewrite.rewritten,
        get metadata() {
            made ??= rewrite.make();
            return made;
        },
        inPlace,
        warnings,
        placeRead: (reference) => {
            const route = router.route({ changelog: false, ...reference });
            return route.kind === 'copied' ? route.from : undefined;
        },
    };
}
/**
 * The files of a write-ahead sink's pending batches are named inside Java-serialised user data, where nobody
 * can give them another place. A sink that has none pending has the state all the same, without entries.
 */
function refusePendingBatches(snapshot) {
    if (!snapshot.operators.some(({ stateNames }) => stateNames.includes(warnings/* WRITE_AHEAD_STATE */._I)))
        return;
    const pending = (0,outside_outside/* operatorStates */.t7)(snapshot).filter(({ state, entries }) => state === warnings/* WRITE_AHEAD_STATE */._I && entries > 0);
    if (pending.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(pending.length, 'operator')} with pending batches of a GenericWriteAheadSink (state "${warnings/* WRITE_AHEAD_STATE */._I}"): their files `
        + 'cannot be relocated, and Flink would lose them without a failure; nothing was written: take a savepoint after a checkpoint '
        + 'without new records, in which no batch is pending, or set outside-state to ignore to relocate the rest all the same', {
        details: (0,quantities/* shorten */.ml)(pending.map(({ operator, entries, subtasks }) => `${(0,warnings/* describeOperator */.yG)(operator)}: ${(0,outside_report/* entriesText */.aI)(entries)} in ${(0,outside_report/* subtasksText */.Uo)(subtasks)}`)),
    });
}
/** What is asked for and cannot be done is said, for the result is valid without it. */
function referenceWarnings(snapshot, placement, { references }) {
    if (references === 'preserve')
        return [];
    if (placement.shape === 'checkpoint')
        return ["references: relative counts for savepoints only: this checkpoint's stay as they are"];
    if (snapshot.version > 2)
        return [];
    return ['references: relative has no effect on metadata version 2, whose readers know no relative handles'];
}
/**
 * Files of incremental state keep absolute handles, or the next checkpoint of a job that claims the
 * savepoint is broken (FLINK-39964).
 */
function leftAbsolute(count) {
    if (count === 0)
        return [];
    return [
        `references: relative leaves ${(0,quantities/* countOf */.pq)(count, 'handle')} absolute (files of incremental state or outside of the savepoint's directory): `
            + 'this savepoint cannot be moved again by a plain copy',
    ];
}
/**
 * Only files directly beside `_metadata`: Flink's savepoint directories are flat, deeper files belong to
 * something else.
 */
function addFilesBeside(files, listing, placement, warnings) {
    const { to } = placement.snapshot;
    let beside = 0;
    let deeper = 0;
    for (const info of listing.values()) {
        const name = (0,location_location/* nameOf */.Vb)(info.location);
        if ((0,internal_names/* isInternalName */.Bn)(name) || files.has(info.location))
            continue;
        if (!liesBeside(info, placement))
            deeper++;
        else if (name !== read_snapshot/* METADATA_NAME */.ce) {
            beside++;
            files.addBeside(info, { ...to, path: `${to.path}/${name}` });
        }
    }
    if (beside > 0)
        warnings.push(`${(0,quantities/* countOf */.pq)(beside, 'file')} beside _metadata that no state handle names: copied too`);
    if (deeper > 0) {
        warnings.push(`${(0,quantities/* countOf */.pq)(deeper, 'file')} in subdirectories of the savepoint that no state handle names: not copied`);
    }
}
function liesBeside({ location }, { snapshot: { from } }) {
    const prefix = from.path === '/' ? '/' : `${from.path}/`;
    return location.path.startsWith(prefix) && !location.path.includes('/', prefix.length);
}
function refuseCollisions(files) {
    if (files.collision !== undefined) {
        const { first, second, to } = files.collision;
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(first)} and ${(0,location_location/* displayLocation */.S5)(second)} would both become ${(0,location_location/* displayLocation */.S5)(to)}: `
            + 'add a path-map rule that sends one of them elsewhere');
    }
    for (const { from, to } of files) {
        if ((0,location_location/* nameOf */.Vb)(to) !== read_snapshot/* METADATA_NAME */.ce)
            continue;
        throw new relocation_error/* RelocationError */.f(`a state handle names ${(0,location_location/* displayLocation */.S5)(from)}, which would become ${(0,location_location/* displayLocation */.S5)(to)}: `
            + '_metadata is no state file; the snapshot is damaged or was made by hand', { code: 'bad-snapshot' });
    }
}
/**
 * A rule may lead anywhere, but a copy over what is yet to be read, or amid the source, would damage it.
 */
function refuseIntoSource(files, { home }) {
    const harmful = [...files].filter(({ from, to }) => !(0,location_location/* sameLocation */.It)(from, to) && ((0,location_location/* isWithin */.UO)(to, home.from) || files.has(to)));
    if (harmful.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`path-map sends ${(0,quantities/* countOf */.pq)(harmful.length, 'file')} into the source itself, which is only read; nothing was written: let the `
        + 'right-hand sides of its rules lie below the target', { details: (0,quantities/* shorten */.ml)(harmful.map(({ from, to }) => `${(0,location_location/* displayLocation */.S5)(from)} => ${(0,location_location/* displayLocation */.S5)(to)}`)) });
}
function refuseLongKeys(files, placement) {
    if (placement.snapshot.to.scheme === 'file')
        return;
    const encoder = new TextEncoder();
    const long = [];
    for (const { to } of files) {
        if (to.path.length * 3 > MAX_KEY_BYTES && encoder.encode(to.path).length - 1 > MAX_KEY_BYTES)
            long.push(to);
    }
    if (long.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(long.length, 'file')} would get a key of more than ${MAX_KEY_BYTES} bytes, S3's limit: choose a shorter target`, { details: (0,quantities/* shorten */.ml)(long.map((to) => (0,location_location/* formatLocation */.j$)(to))) });
}

;// CONCATENATED MODULE: ./build/commands/relocate/look/listing-hints.js


/**
 * Files that are likely to lie directly in a snapshot's directory, by what its handles say: those that are
 * named relative to it, and those whose former directory had its name. Nothing is decided by it; a listing is
 * faster when it knows what comes.
 */
function filesExpectedIn(directory, snapshot) {
    return (0,repeatable/* repeatable */.EQ)(() => expectedIn(directory, snapshot));
}
function* expectedIn(directory, snapshot) {
    const segment = `/${(0,location_location/* nameOf */.Vb)(directory)}/`;
    for (const { kind, path } of snapshot.references) {
        if (kind === 'directory')
            continue;
        const slash = path.lastIndexOf('/');
        if (kind !== 'relative' && !path.slice(0, slash + 1).endsWith(segment))
            continue;
        const location = within(directory, path.slice(slash + 1));
        if (location !== undefined)
            yield location;
    }
}
/** What is no name is refused by the plan, with a sentence of its own. */
function within(directory, name) {
    try {
        return (0,location_location/* resolveWithin */.s5)(directory, name);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/plan.js


















/**
 * Says what goes where, and refuses what must not be done, before anything is looked at file by file.
 *
 * @throws RelocationError, StorageError
 */
async function planRun({ run, read }) {
    const { request, stores, narrator, signal } = run;
    const { snapshot, directory } = read;
    narrator.info(`source ${(0,location_location/* displayLocation */.S5)(directory)}${asItWas(request.asOf)}: ${(0,kind/* kindAndFormatOf */.y)(snapshot, directory).kind}, checkpoint `
        + `${snapshot.checkpointId}, metadata version ${snapshot.version} (Flink ${snapshot.flinkVersions})`);
    const placement = placeSnapshot(directory, stores.to, request.targetName);
    refuseFlinksOwn(placement, stores.to, request.targetName);
    const namespaces = stores.oneStore ? await findNamespaces(run, placement) : { areTwo: true, requests: 0 };
    const oneStore = !namespaces.areTwo;
    if (oneStore)
        refuseNested(placement);
    refuseTwiceNamed(placement, stores.to, request.targetName);
    const { listing, emptyTarget } = await listBoth(run, read, placement);
    const options = {
        pathMap: request.pathMap,
        externalFiles: request.externalFiles,
        formerHomes: await formerHomesOf(run, read, placement, listing),
        oneStore,
        claimed: await listClaimed(request.claimedSavepoints, stores.from, stores.source, signal),
        references: request.references,
        outsideState: request.outsideState,
    };
    const plan = await planned(run, read, placement, () => planRelocation(read.bytes, snapshot, placement, listing.objects, options));
    for (const warning of plan.warnings)
        run.warn(warning);
    if (plan.inPlace && request.shard !== undefined)
        (0,relocate_shard/* refuseShardInPlace */.tn)(placement.snapshot.to);
    if (request.asOf !== undefined)
        refuseStaying(plan, request.asOf);
    if (plan.inPlace)
        refuseIdleInPlace(run, plan, listing);
    await refuseOtherJobs(plan, read, stores, signal);
    return { run, read, plan, listing, emptyTarget, requests: namespaces.requests };
}
/** Of a target where nothing is yet that is all there is to know, and no time passes until it is known. */
async function listBoth({ stores: { source, target, to }, signal }, { directory, snapshot }, placement) {
    const place = placement.snapshot.to;
    const [objects, [emptyTarget]] = await (0,pool/* runBoth */.r)(signal, (both) => (0,survey/* listAll */._w)(source, directory, both, filesExpectedIn(directory, snapshot)), (either) => (0,pool/* runBoth */.r)(either, (both) => (0,survey/* listIfEmpty */.Tq)(target, place, (0,location_location/* resolveWithin */.s5)(place, read_snapshot/* METADATA_NAME */.ce), both), (both) => refuseSnapshotDirectory(target, to, placement, both)));
    return { listing: { directory, objects }, emptyTarget };
}
async function formerHomesOf(run, { snapshot }, placement, listing) {
    const { request: { movedFrom, readMap }, stores: { source }, narrator, signal, } = run;
    const byRules = movesByRules(readMap ?? [], snapshot);
    const listHome = async () => 
    // A checkpoint's other files lie in the job directory; list it only when something could be found
    // there.
    placement.shape === 'savepoint' ? listing.objects : (0,survey/* listAll */._w)(source, placement.home.from, signal);
    const candidates = movedFrom === undefined ? formerCandidates(snapshot, placement, byRules) : [];
    const own = movedFrom === undefined
        ? candidates.length === 0
            ? []
            : findFormerHomes(candidates, await listHome())
        : givenFormerHome(movedFrom, snapshot, placement);
    const earlier = [];
    for (const candidate of earlierJobCandidates(snapshot, placement, own)) {
        earlier.push(...findFormerHomes([candidate], await (0,survey/* listAll */._w)(source, candidate.move.to, signal)));
    }
    for (const move of movedFrom === undefined ? [...own, ...earlier] : earlier) {
        narrator.info(`the files were moved before: what _metadata places in ${(0,location_location/* displayLocation */.S5)(move.from)} is read from `
            + `${(0,location_location/* displayLocation */.S5)(move.to)}, where each of them lies with the right size`);
    }
    return [...byRules, ...own, ...earlier];
}
/** A plan that is refused for files in other places may be one of a checkpoint that was copied by half. */
async function planned({ request: { movedFrom, readMap }, stores: { source }, signal }, { snapshot }, placement, make) {
    try {
        return make();
    }
    catch (error) {
        if (!(error instanceof relocation_error/* RelocationError */.f) || movedFrom !== undefined || placement.shape === 'savepoint')
            throw error;
        const candidates = formerCandidates(snapshot, placement, readMap);
        if (candidates.length === 0)
            throw error;
        throw refusalOfHalf(candidates, placement, await (0,survey/* listAll */._w)(source, placement.home.from, signal)) ?? error;
    }
}
function asItWas(asOf) {
    return asOf === undefined ? '' : ` as it was at ${asOf.toISOString()}`;
}
/** What stays where it is has to be there now. */
function refuseStaying({ placement, inPlace, staying, kept }, asOf) {
    const place = (0,location_location/* displayLocation */.S5)(placement.snapshot.from);
    if (inPlace) {
        throw new relocation_error/* RelocationError */.f(`as-of: source and target are both ${place}, and what was there at ${asOf.toISOString()} is only read: choose another target, `
            + 'or target-name');
    }
    const count = staying.length + kept.length;
    if (count === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`as-of: the snapshot at ${place} names ${(0,quantities/* countOf */.pq)(count, 'file')} that would stay in place, where there may be nothing any more of what `
        + `was there at ${asOf.toISOString()}: have that copied, by path-map or external-files`);
}
function refuseIdleInPlace({ request }, plan, listing) {
    const place = (0,location_location/* displayLocation */.S5)(plan.placement.snapshot.from);
    if (request.deleteSource) {
        throw new relocation_error/* RelocationError */.f(`delete-source: source and target are both ${place}; it would delete the result itself`);
    }
    const before = listing.objects.has((0,location_location/* resolveWithin */.s5)(listing.directory, internal_names/* FORMER_METADATA */.kx));
    if (plan.urisRewritten > 0 || before)
        return;
    throw new relocation_error/* RelocationError */.f(`source and target are the same place, ${place}, and nothing in _metadata has to change: choose another target`);
}

// EXTERNAL MODULE: ./build/storage/open-store.js + 6 modules
var open_store = __webpack_require__(9132);
;// CONCATENATED MODULE: ./build/storage/transfer.js



/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint
 * (with the target's credentials), copied by the operating system between local files, else streamed
 * through this process.
 */
function openTransfer(source, target, options = {}) {
    if (transfer_isFileStore(source) && transfer_isFileStore(target))
        return new LocalTransfer(source, target);
    if (options.streamed !== true
        && (0,server_side/* canCopyWithin */.d)(source)
        && (0,server_side/* canCopyWithin */.d)(target)
        && haveOneHome(source, target)) {
        return new ServerSideTransfer(source, target, options);
    }
    return new StreamedTransfer(source, target);
}
/**
 * Whether both are one file system or one S3 endpoint, so that equal locations may be one place. An
 * endpoint may still show each account buckets of its own.
 */
function haveOneHome(source, target) {
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target))
        return source.endpoint === target.endpoint;
    return transfer_isFileStore(source) && transfer_isFileStore(target);
}
function transfer_isFileStore(store) {
    return 'copyLocal' in store;
}
class StreamedTransfer {
    mode = 'streamed';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options = {}) {
        return this.#target.write(to, this.#source.source(from), options);
    }
    get wantsProbe() {
        return (0,server_side/* canCopyWithin */.d)(this.#target) && this.#target.hasTerms;
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor(sizeBytes) {
        const target = this.#target;
        const reads = (0,server_side/* canCopyWithin */.d)(target)
            ? target.cost.readsForWrite(sizeBytes)
            : transfer_isFileStore(target)
                ? target.readsForWrite(sizeBytes)
                : 1;
        return (((0,server_side/* canCopyWithin */.d)(this.#source) ? reads : 0)
            + ((0,server_side/* canCopyWithin */.d)(this.#target) ? this.#target.cost.write(sizeBytes) : 0));
    }
}
class LocalTransfer {
    mode = 'local';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options) {
        return this.#target.copyLocal(from, to, options, this.#source);
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor() {
        return 0;
    }
}
class ServerSideTransfer {
    /** It proves whether the credentials allow a copy. */
    wantsProbe = true;
    #streamed;
    #source;
    #target;
    /** A copy succeeded: both sides see the same buckets. */
    #works = false;
    #onNotice;
    /** What the store does not copy by itself: objects that need parts, or any. */
    #refused = 'no';
    constructor(source, target, { onNotice }) {
        this.#streamed = new StreamedTransfer(source, target);
        this.#source = source;
        this.#target = target;
        this.#onNotice = onNotice ?? (() => undefined);
    }
    get mode() {
        return this.#refused === 'all' ? 'streamed' : 'server-side';
    }
    async copy(from, to, options = {}) {
        if (!this.#streams(from.sizeBytes)) {
            try {
                const written = await this.#target.copyWithin(from, to, options);
                this.#works = true;
                return written;
            }
            catch (error) {
                const refused = error instanceof server_side/* ServerSideRefusedError */.x ? error : await this.#unseen(error, from, options);
                if (refused === undefined)
                    throw error;
                this.#turnToStreaming(refused, from.sizeBytes);
            }
        }
        return this.#streamed.copy(from, to, options);
    }
    /**
     * Behind one endpoint may be two sets of buckets: AWS's partitions, tenants of Ceph, accounts of Swift.
     * Until a copy worked, "not there" and "another one" may speak of the target's, while the source has what
     * was planned.
     */
    async #unseen(error, from, { signal }) {
        if (this.#works || !(error instanceof storage_error/* StorageError */.a))
            return undefined;
        if (!['not-found', 'no-such-bucket', 'changed'].includes(error.code))
            return undefined;
        const there = await this.#source.stat(from.location, signal === undefined ? {} : { signal });
        if (there === undefined || there.etag !== from.etag || there.sizeBytes !== from.sizeBytes)
            return undefined;
        return new server_side/* ServerSideRefusedError */.x('all', "with the target's credentials the endpoint does not find the source, which is there for the source's: they have "
            + 'buckets of their own (tenants, accounts, partitions of AWS)', { cause: error });
    }
    sameContent(from, to, options) {
        return this.#streamed.sameContent(from, to, options);
    }
    requestsFor(sizeBytes) {
        return this.#streams(sizeBytes)
            ? this.#streamed.requestsFor(sizeBytes)
            : this.#target.cost.copyWithin(sizeBytes);
    }
    #streams(sizeBytes) {
        return (this.#refused === 'all' || (this.#refused === 'parts' && this.#target.cost.copyWithin(sizeBytes) > 1));
    }
    /** Several copies may be refused at once: the first one speaks. */
    #turnToStreaming({ scope, message }, sizeBytes) {
        const told = this.#streams(sizeBytes);
        if (this.#refused !== 'all')
            this.#refused = scope;
        if (told)
            return;
        this.#onNotice(scope === 'all'
            ? `objects are streamed through this machine instead of being copied by the server: ${message}`
            : `large objects are streamed through this machine instead of being copied by the server: ${message}`);
    }
}

;// CONCATENATED MODULE: ./build/commands/relocate/stores.js


/**
 * Opens both ends; the caller closes them.
 *
 * @throws StorageError where a scheme or setting cannot be served
 */
async function openStores(request, warn, narrator, tuning) {
    const { source: from, target: to } = request;
    const options = {
        concurrency: request.concurrency,
        onNotice: (text) => {
            narrator.info(text);
        },
        onWarning: warn,
        tuning,
    };
    const { pathMap, readMap = [], claimedSavepoints } = request;
    const read = [...pathMap.map((rule) => rule.from), ...readMap.map((rule) => rule.to), ...claimedSavepoints];
    const source = await (0,open_store/* openStore */.C)(from, 'source', request.sourceS3, undefined, {
        ...options,
        named: read,
        asOf: request.asOf,
    });
    const { requestPayer, customerKey } = request.sourceS3;
    const targetS3 = { ...request.targetS3, copySource: { requestPayer, customerKey } };
    const target = await (0,open_store/* openStore */.C)(to, 'target', targetS3, request.targetWrite, {
        ...options,
        named: pathMap.map((rule) => rule.to),
    });
    const transfer = openTransfer(source, target, { onNotice: warn, streamed: request.transfer === 'streamed' });
    return { from, to, source, target, transfer, oneStore: haveOneHome(source, target) };
}

;// CONCATENATED MODULE: ./build/commands/relocate/relocate.js










/**
 * Relocates a snapshot: locate, read, plan, copy, verify, commit. Data goes first and `_metadata` last, so
 * that a run that ends early leaves nothing that Flink could take for a snapshot, and the next run
 * continues object by object.
 *
 * With `shard` it copies and proves one part of the files and does not commit; the run without `shard`
 * finds all present.
 *
 * @returns what was done; with `dryRun` what would be done, and nothing is written.
 * @throws RelocationError, StorageError, MetadataFormatError or LocationError with a sentence for people;
 * the signal's
 *   reason when it was aborted.
 */
async function relocate(request, context) {
    const warnings = [];
    const warn = (text) => {
        warnings.push(text);
        context.narrator.warning(text);
    };
    const { narrator, signal, onCommitted } = context;
    const stores = await openStores(request, warn, narrator, context.tuning);
    const run = { request, stores, narrator, signal, warn, warnings, startedMs: performance.now(), onCommitted };
    try {
        return await relocateWith(run);
    }
    finally {
        stores.source.close();
        stores.target.close();
    }
}
/** The phases in the order in which they happen; each is given what the one before it found. */
async function relocateWith(run) {
    run.narrator.phase('Plan');
    const started = await start(run);
    if ('finished' in started)
        return started.finished;
    const looked = await look_look(await planRun(started));
    if (run.request.dryRun)
        return dryReport(looked);
    const { source, target, transfer } = started.run.stores;
    const proof = new ContentProof({ source, target, transfer });
    const prepared = await prepare(looked, proof);
    await copyAndCommit(prepared);
    const ending = { outcome: endingOf(prepared), orphans: prepared.orphans };
    if (!run.request.deleteSource || prepared.shard !== undefined)
        return reportOf(prepared, ending);
    const deleted = await deleteAfterCommit(prepared, proof, reportOf(prepared, ending));
    return reportOf(prepared, { ...ending, deleted });
}
/**
 * Reads the source, or finds that an earlier run with `delete-source` has begun to take it away, or has
 * done it all.
 */
async function start(run) {
    const begun = await readSource(run.request, run.stores, run.signal);
    if (begun.kind === 'finished') {
        for (const warning of begun.report.warnings)
            run.warn(warning);
        return { finished: begun.report };
    }
    if (begun.kind === 'fresh')
        return { run, read: begun.read };
    run.narrator.info('an earlier run was stopped while it deleted the source, and this one goes on with that');
    // From now on the source is as it was before that run began.
    const { read, source } = begun;
    return {
        read,
        run: {
            ...run,
            resumed: source,
            stores: { ...run.stores, source, transfer: source.trusting(run.stores.transfer) },
        },
    };
}
function dryReport(looked) {
    const { narrator, stores: { transfer }, } = looked.run;
    const { estimatedBytes, estimatedRequests } = estimateOf(looked);
    const cost = transfer.mode === 'local' ? '' : ` with about ${(0,quantities/* countOf */.pq)(estimatedRequests, 'request')} to S3`;
    narrator.info(`a run would copy ${(0,quantities/* formatBytes */.z3)(estimatedBytes)} (${transfer.mode})${cost}; nothing was written`);
    return reportOf(looked, { outcome: 'planned' });
}


/***/ }),

/***/ 5252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ rewriteMetadata),
/* harmony export */   c: () => (/* binding */ prepareRewrite)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6673);
/* harmony import */ var _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6725);


const FILE = 2;
const RELATIVE_FILE = 6;
/** Both kinds have the size as a long, code 2 before the text and code 6 after it. */
const SIZE_BYTES = 8;
/** Below this many bytes a loop is quicker than a view and a native copy. */
const SHORT_COPY_BYTES = 64;
/**
 * Prepares {@link rewriteMetadata} without making the bytes, which of a large file take as much memory as
 * everything else. `mapPath` has to answer alike whenever it is asked.
 *
 * @throws as that.
 */
function prepareRewrite(bytes, snapshot, mapPath) {
    let byteLength = bytes.length;
    let read = 0;
    let rewritten = 0;
    for (const [index, reference] of snapshot.references.entries()) {
        const wanted = changeOf(reference, mapPath(reference, index));
        if (wanted === undefined)
            continue;
        const length = checkedLength(reference, wanted.path);
        read = checkSpan(bytes, reference, read);
        if (wanted.kind !== reference.kind)
            checkConversion(reference, snapshot, wanted.kind);
        byteLength += length - reference.byteLength;
        rewritten++;
    }
    return {
        rewritten,
        byteLength,
        make: () => (rewritten === 0 ? bytes : make((0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .asBuffer */ .bS)(bytes), byteLength, snapshot, mapPath)),
    };
}
/**
 * The bytes with other paths: each reference for which `mapPath` gives another text gets it, everything else
 * is copied byte for byte. `undefined` or the same text is no change; without any change the result is
 * `bytes` itself. The snapshot must be the one that was parsed from these bytes. `rewritten` counts the
 * replaced occurrences.
 *
 * @throws MetadataRewriteError naming the path whose new text does not fit into the format (65,535 bytes) or
 * is empty.
 * @throws RangeError where the snapshot is not of these bytes.
 */
function rewriteMetadata(bytes, snapshot, mapPath) {
    const answers = snapshot.references.map((reference) => mapPath(reference));
    const prepared = prepareRewrite(bytes, snapshot, (_, index) => answers[index]);
    return { bytes: prepared.make(), rewritten: prepared.rewritten };
}
function make(source, byteLength, snapshot, mapPath) {
    const output = new Output(byteLength);
    let copied = 0;
    for (const [index, reference] of snapshot.references.entries()) {
        const wanted = changeOf(reference, mapPath(reference, index));
        if (wanted !== undefined) {
            copied = splice(output, source, copied, reference, wanted.kind, wanted.path, (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .modifiedUtf8Length */ .pi)(wanted.path));
        }
    }
    output.copy(source, copied, source.length);
    return output.finish();
}
/** The other kind or text, `undefined` where nothing changes. */
function changeOf(reference, wanted) {
    if (wanted === undefined)
        return undefined;
    const change = typeof wanted === 'string' ? { kind: reference.kind, path: wanted } : wanted;
    return change.kind === reference.kind && change.path === reference.path ? undefined : change;
}
function checkedLength(reference, text) {
    const length = (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .modifiedUtf8Length */ .pi)(text);
    if (length > 0 && length <= _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D)
        return length;
    const became = length === 0
        ? 'would become empty'
        : `would become a text of ${length} bytes, and _metadata holds ${_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D} at most: choose a shorter target`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .MetadataRewriteError */ .wA(`the path ${JSON.stringify(reference.path)} ${became}`, reference.path);
}
/**
 * Appends what stands before the handle or its text, then the new one.
 *
 * @returns where the rest of the source begins.
 */
function splice(output, source, from, reference, kind, text, length) {
    const { offset } = reference;
    const textEnd = offset + 2 + reference.byteLength;
    if (kind === reference.kind) {
        output.copy(source, from, offset);
        output.text(text, length);
        return textEnd;
    }
    if (kind === 'relative') {
        output.copy(source, from, offset - SIZE_BYTES - 1);
        output.byte(RELATIVE_FILE);
        output.text(text, length);
        output.copy(source, offset - SIZE_BYTES, offset);
        return textEnd;
    }
    output.copy(source, from, offset - 1);
    output.byte(FILE);
    output.copy(source, textEnd, textEnd + SIZE_BYTES);
    output.text(text, length);
    return textEnd + SIZE_BYTES;
}
/** Segments and directories have no other form, and readers of version 2 know no relative handles. */
function checkConversion(reference, snapshot, kind) {
    const pair = [reference.kind, kind].sort().join(' and ');
    if (pair === 'file and relative' && snapshot.version > 2)
        return;
    throw new RangeError(`a ${reference.kind} handle of metadata version ${snapshot.version} cannot become a ${kind} one`);
}
/**
 * A snapshot of other bytes would make a file that looks right and is not.
 *
 * @returns where the text ends.
 */
function checkSpan(bytes, reference, read) {
    const { offset, byteLength } = reference;
    const stated = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
    const end = offset + 2 + byteLength;
    if (offset >= read && end <= bytes.length && stated === byteLength)
        return end;
    throw new RangeError(`the reference at byte ${offset} is not one of these ${bytes.length} bytes`);
}
/** Bytes of a known length that are filled from the start. */
class Output {
    #bytes;
    #length = 0;
    constructor(byteLength) {
        this.#bytes = Buffer.allocUnsafeSlow(byteLength);
    }
    /** Appends `source[start, end)`. */
    copy(source, start, end) {
        if (end - start > SHORT_COPY_BYTES) {
            source.copy(this.#bytes, this.#length, start, end);
        }
        else {
            for (let at = start; at < end; at++)
                this.#bytes[this.#length + at - start] = source[at] ?? 0;
        }
        this.#length += end - start;
    }
    byte(value) {
        this.#bytes[this.#length++] = value;
    }
    /** Appends a text with its length in front. */
    text(text, length) {
        this.#bytes[this.#length] = length >> 8;
        this.#bytes[this.#length + 1] = length & 0xff;
        (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeModifiedUtf8 */ .Xe)(text, length, this.#bytes, this.#length + 2);
        this.#length += length + 2;
    }
    /**
     * @throws RangeError where the bytes are not as many as were promised: `mapPath` answered in another way
     * than before.
     */
    finish() {
        if (this.#length === this.#bytes.length)
            return this.#bytes;
        throw new RangeError(`${this.#length} bytes were written instead of ${this.#bytes.length}`);
    }
}


/***/ }),

/***/ 2053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ claimModeOf)
/* harmony export */ });
/**
 * The mode in which a job restores from the relocated snapshot and goes on. CLAIM where changelog handles
 * occur (codes 8 and 14): with NO_CLAIM, Flink's default, such a job restores and fails at its first
 * checkpoint. `undefined` for metadata version 2, whose readers (up to 1.14) know no such option.
 */
function claimModeOf(snapshot) {
    if (snapshot.version === 2)
        return undefined;
    return snapshot.hasChangelog ? 'CLAIM' : 'NO_CLAIM';
}


/***/ }),

/***/ 5193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ isInternalName),
/* harmony export */   SB: () => (/* binding */ isProbeName),
/* harmony export */   T6: () => (/* binding */ RECEIPT),
/* harmony export */   dr: () => (/* binding */ DELETING_METADATA),
/* harmony export */   gQ: () => (/* binding */ newProbeName),
/* harmony export */   kx: () => (/* binding */ FORMER_METADATA)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
const FORMER_METADATA = '_metadata.before-relocation';
/** The source's `_metadata` while the source is being deleted: with it the next run finishes the deletion. */
const DELETING_METADATA = '_metadata.deleting';
/** What is left in the place of a source that was deleted: where it went. */
const RECEIPT = '_metadata.relocated.json';
const PROBE = '_metadata.probe-';
/** A name that nothing else has, for a probe that tells whether two names lead to one place. */
function newProbeName() {
    return PROBE + (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex');
}
/** Whether a run left this, in the moment between writing a probe and deleting it. */
function isProbeName(name) {
    return name.startsWith(PROBE);
}
/** Names that this tool makes beside a snapshot and that are no part of it. */
function isInternalName(name) {
    return (name.startsWith(FORMER_METADATA) || name === DELETING_METADATA || name === RECEIPT || isProbeName(name));
}


/***/ })

};
