export const id = 320;
export const ids = [320];
export const modules = {

/***/ 3320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rewriteMetadataFile: () => (/* binding */ rewriteMetadataFile)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _location_path_map_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2728);
/* harmony import */ var _snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2588);
/* harmony import */ var _metadata_rewrite_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5252);
/* harmony import */ var _storage_open_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9132);
/* harmony import */ var _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1590);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5765);







/**
 * Rewrites the absolute URIs of one `_metadata` by rules, and touches nothing else: for those who copied
 * the files with a tool of their own, from and to any file system. No file that the metadata names is
 * looked at.
 *
 * @param input a file or an object, or the bytes themselves
 * @param output a file or an object, or what takes the bytes
 * @throws RelocationError where no rule matches any absolute URI, or one that does not match a directory of
 * file merging, and where the output exists and may not be overwritten.
 */
async function rewriteMetadataFile(input, output, rules, options) {
    const read = await readInput(input, options);
    const { bytes, rewritten, unchanged } = rewriteByRules(read, rules);
    await (typeof output === 'function' ? output(bytes) : writeOutput(output, bytes, options));
    const warnings = [...read.snapshot.warnings];
    if (unchanged > 0)
        warnings.push(`${unchanged} absolute URIs match no rule and stay as they are`);
    return {
        input: read.name,
        output: typeof output === 'function' ? 'standard output' : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(output),
        metadataVersion: read.snapshot.version,
        urisRewritten: rewritten,
        urisUnchanged: unchanged,
        warnings,
    };
}
async function readInput(input, options) {
    if (input instanceof Uint8Array)
        return { name: 'standard input', bytes: input, snapshot: (0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePiped */ .sl)(input) };
    const { signal, sourceS3 = {}, onWarning } = options;
    const named = 'anywhere';
    const store = await (0,_storage_open_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openStore */ .C)(input, 'source', sourceS3, undefined, { named, onWarning });
    try {
        const { bytes, snapshot, metadata } = await (0,_snapshot_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .readSnapshot */ .RA)(store, input, { signal, anyName: true });
        return { name: (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(metadata.location), bytes, snapshot };
    }
    finally {
        store.close();
    }
}
function rewriteByRules({ name, bytes, snapshot }, rules) {
    let unchanged = 0;
    const roots = new Set();
    refuseUnsafeDirectories(snapshot, rules);
    const result = (0,_metadata_rewrite_js__WEBPACK_IMPORTED_MODULE_3__/* .rewriteMetadata */ .L)(bytes, snapshot, (reference) => {
        if (reference.kind === 'relative')
            return undefined;
        const location = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(reference.path);
        const to = (0,_location_path_map_js__WEBPACK_IMPORTED_MODULE_1__/* .applyPathMap */ .y)(rules, location);
        if (to !== undefined)
            return (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(to);
        unchanged++;
        roots.add((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(reference.kind === 'directory' ? location : ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location) ?? location)));
        return undefined;
    });
    if (result.rewritten === 0 && unchanged > 0) {
        throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`no path-map rule matches any of the ${unchanged} absolute URIs in ${name}; nothing `
            + 'was written: the URIs lie in the directories below', { details: (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .shorten */ .ml)([...roots]) });
    }
    return { bytes: result.bytes, rewritten: result.rewritten, unchanged };
}
/**
 * The directories of file merging are orders to delete: a job that claims the result deletes them
 * recursively one day. One that kept its former place would take the original's files along, two in one
 * place each other's.
 */
function refuseUnsafeDirectories(snapshot, rules) {
    const unmapped = new Set();
    const byTarget = new Map();
    for (const { kind, path } of snapshot.references) {
        if (kind !== 'directory')
            continue;
        const from = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path);
        const to = (0,_location_path_map_js__WEBPACK_IMPORTED_MODULE_1__/* .applyPathMap */ .y)(rules, from);
        if (to === undefined) {
            unmapped.add((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(from));
            continue;
        }
        const other = byTarget.get((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(to));
        if (other !== undefined && !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .sameLocation */ .It)(other, from)) {
            throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`the file-merging directories ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(other)} and ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(from)} would both become ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(to)}: `
                + 'Flink deletes such directories with all that is in them; give each a rule of its own');
        }
        byTarget.set((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(to), from);
    }
    if (unmapped.size > 0
        && snapshot.references.some(({ kind, path }) => kind !== 'relative' && hasRule(path, rules))) {
        throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`no path-map rule matches ${unmapped.size} of the file-merging directories, which a job that claims `
            + 'the result would delete in the old place; nothing was written: add rules for the lines below', { details: (0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_6__/* .shorten */ .ml)([...unmapped]) });
    }
}
function hasRule(path, rules) {
    return (0,_location_path_map_js__WEBPACK_IMPORTED_MODULE_1__/* .applyPathMap */ .y)(rules, (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path)) !== undefined;
}
async function writeOutput(output, bytes, options) {
    const { overwrite, signal, targetS3 = {}, targetWrite, onWarning } = options;
    const named = [(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(output) ?? output];
    const store = await (0,_storage_open_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openStore */ .C)(output, 'target', targetS3, targetWrite, { named, onWarning });
    try {
        const { outcome } = await store.publish(output, bytes, { replace: overwrite, signal });
        if (outcome !== 'exists')
            return;
        throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(output)} exists and was left alone: choose another name, or set --overwrite`);
    }
    finally {
        store.close();
    }
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


/***/ })

};
