export const id = 130;
export const ids = [130];
export const modules = {

/***/ 1130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createSdkApi: () => (/* binding */ createSdkApi)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./build/storage/s3/body-fault.js
var body_fault = __webpack_require__(9552);
// EXTERNAL MODULE: ./build/storage/s3/sdk/list-page.js
var list_page = __webpack_require__(3382);
// EXTERNAL MODULE: ./build/storage/s3/origin.js
var s3_origin = __webpack_require__(9219);
// EXTERNAL MODULE: ./build/storage/s3/sdk/sdk-answers.js
var sdk_answers = __webpack_require__(8780);
// EXTERNAL MODULE: ./build/storage/s3/copy-source.js
var copy_source = __webpack_require__(16);
;// CONCATENATED MODULE: ./build/storage/s3/sdk/sdk-inputs.js


/** Names the object of a request. */
function named({ bucket, key }) {
    return { Bucket: bucket, Key: key };
}
/** Names the source of a copy, pinned to its ETag where that is known. */
function copied({ bucket, key, etag }) {
    return {
        CopySource: (0,copy_source/* encodeCopySource */.lz)(bucket, key),
        ...(etag !== undefined && { CopySourceIfMatch: `"${etag}"` }),
    };
}
/** The headers of a condition. */
function conditions(condition) {
    if (condition === undefined)
        return {};
    return 'ifMatch' in condition ? { IfMatch: `"${condition.ifMatch}"` } : { IfNoneMatch: '*' };
}
/** What a new object keeps of where its bytes come from. */
function marks({ origin }) {
    return origin === undefined ? {} : { Metadata: { [s3_origin/* ORIGIN */.V]: origin } };
}
/** What every request that creates an object carries. */
function writeHeaders({ sse, kmsKeyId, storageClass, acl }) {
    return {
        ...(sse !== undefined && { ServerSideEncryption: sse }),
        ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
        // The SDK lists the values that it knows; compatible servers have classes of their own.
        ...(storageClass !== undefined && { StorageClass: storageClass }),
        ...(acl !== undefined && { ACL: acl }),
    };
}

// EXTERNAL MODULE: ./build/storage/s3/requests/silence.js
var silence = __webpack_require__(9239);
;// CONCATENATED MODULE: ./build/storage/s3/sdk/sdk-api.js









/** {@link S3Api} through the AWS SDK. Every write carries what `write` says. */
function createSdkApi(sender, write) {
    return new SdkApi(sender, write);
}
class SdkApi {
    #sender;
    #write;
    constructor(sender, write) {
        this.#sender = sender;
        this.#write = writeHeaders(write);
    }
    async head(object, { signal, checksums }) {
        const command = new dist_cjs/* HeadObjectCommand */.l81({
            ...named(object),
            ...(checksums === true && { ChecksumMode: 'ENABLED' }),
        });
        const answer = await this.#send('HeadObject', object, signal, (client, options) => client.send(command, options));
        const head = (0,sdk_answers/* headOf */.Uo)(answer, answer.ContentLength);
        if (head === undefined)
            throw (0,sdk_answers/* corrupt */.qb)('HeadObject', object, 'the answer to HEAD has no Content-Length');
        const origin = answer.Metadata?.[s3_origin/* ORIGIN */.V];
        return {
            ...head,
            ...(origin !== undefined && { origin }),
            ...(checksums === true && { checksums: (0,sdk_answers/* checksumsOf */.Uw)(answer) }),
        };
    }
    async get(object, { signal, range, etag, }) {
        const command = new dist_cjs/* GetObjectCommand */.jLs({
            ...named(object),
            ...(range && { Range: `bytes=${range[0]}-${range[1] - 1}` }),
            ...(etag !== undefined && { IfMatch: `"${etag}"` }),
        });
        const answer = await this.#send('GetObject', object, signal, (client, options) => client.send(command, options));
        if (answer.Body === undefined)
            throw (0,sdk_answers/* corrupt */.qb)('GetObject', object, 'the answer to GET has no body');
        const body = answer.Body;
        const head = (0,sdk_answers/* headOf */.Uo)(answer, answer.ContentLength);
        const inRange = range === undefined || answer.ContentRange?.startsWith(`bytes ${range[0]}-${range[1] - 1}/`) === true;
        if (head === undefined || !inRange) {
            body.destroy();
            throw (0,sdk_answers/* corrupt */.qb)('GetObject', object, 'the answer to GET is not the range of bytes that was asked for');
        }
        const giveUp = () => {
            body.destroy(signal?.reason);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        body.once('close', () => {
            signal?.removeEventListener('abort', giveUp);
        });
        return { head, body };
    }
    async getInto(object, sink, options) {
        const { head, body } = await this.get(object, options);
        if (head.sizeBytes > sink.bytes.length - sink.filled) {
            await body[Symbol.asyncIterator]().return?.();
            return head;
        }
        try {
            for await (const chunk of body) {
                (0,silence/* heard */.HK)(options.signal);
                sink.bytes.set(chunk, sink.filled);
                sink.filled += chunk.length;
            }
        }
        catch (error) {
            options.signal?.throwIfAborted();
            throw (0,body_fault/* bodyFault */.H)(error, object);
        }
        return head;
    }
    async put(object, bytes, { signal, condition, crc32, ...marked }) {
        const command = new dist_cjs/* PutObjectCommand */.wKZ({
            ...named(object),
            ...this.#write,
            ...conditions(condition),
            ...marks(marked),
            Body: bytes,
            ContentLength: bytes.length,
            ...(crc32 === undefined
                ? { ContentMD5: (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64') }
                : { ChecksumCRC32: crc32 }),
        });
        const answer = await this.#send('PutObject', object, signal, (client, options) => client.send(command, options));
        return {
            ...(0,sdk_answers/* written */.Mp)('PutObject', object, answer.ETag, answer.ServerSideEncryption),
            checksums: (0,sdk_answers/* partChecksums */.yE)(answer),
        };
    }
    async copy(object, source, { signal, condition, silentOnTags }) {
        const command = new dist_cjs/* CopyObjectCommand */.s9Z({
            ...named(object),
            ...this.#write,
            ...copied(source),
            ...conditions(condition),
            // Carrying tags would need permissions of its own; Flink's objects have none.
            ...(silentOnTags !== true && { TaggingDirective: 'REPLACE' }),
        });
        const answer = await this.#send('CopyObject', object, signal, (client, options) => client.send(command, options));
        return (0,sdk_answers/* written */.Mp)('CopyObject', object, answer.CopyObjectResult?.ETag, answer.ServerSideEncryption);
    }
    async createUpload(object, { signal, crc32, ...marked }) {
        const command = new dist_cjs/* CreateMultipartUploadCommand */.nG4({
            ...named(object),
            ...this.#write,
            ...marks(marked),
            ...(crc32 === true && { ChecksumAlgorithm: 'CRC32' }),
        });
        const answer = await this.#send('CreateMultipartUpload', object, signal, (client, options) => client.send(command, options));
        if (answer.UploadId === undefined || answer.UploadId === '')
            throw (0,sdk_answers/* corrupt */.qb)('CreateMultipartUpload', object, 'the answer has no UploadId');
        return answer.UploadId;
    }
    async uploadPart(part, body, { signal }) {
        const { bytes, sizeBytes, crc32 } = body;
        const stream = bytes instanceof Uint8Array ? undefined : external_node_stream_.Readable.from(bytes, { objectMode: false });
        const command = new dist_cjs/* UploadPartCommand */.iVK({
            ...named(part),
            UploadId: part.uploadId,
            PartNumber: part.number,
            Body: stream ?? bytes,
            ContentLength: sizeBytes,
            ...(crc32 !== undefined && { ChecksumCRC32: crc32 }),
        });
        // The handler pipes the body without looking at its errors: a source that fails would leave the request
        // hanging.
        const broken = new AbortController();
        stream?.once('error', (error) => {
            broken.abort(error);
        });
        const both = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal]);
        try {
            const answer = await this.#send('UploadPart', part, both, (client, options) => client.send(command, options));
            return {
                ...(0,sdk_answers/* written */.Mp)('UploadPart', part, answer.ETag, answer.ServerSideEncryption),
                number: part.number,
                checksums: (0,sdk_answers/* partChecksums */.yE)(answer),
            };
        }
        finally {
            stream?.destroy();
        }
    }
    async copyPart(part, source, range, { signal }) {
        const command = new dist_cjs/* UploadPartCopyCommand */.Xp2({
            ...named(part),
            ...copied(source),
            UploadId: part.uploadId,
            PartNumber: part.number,
            CopySourceRange: `bytes=${range[0]}-${range[1] - 1}`,
        });
        const answer = await this.#send('UploadPartCopy', part, signal, (client, options) => client.send(command, options));
        const result = answer.CopyPartResult;
        return {
            ...(0,sdk_answers/* written */.Mp)('UploadPartCopy', part, result?.ETag, answer.ServerSideEncryption),
            number: part.number,
            checksums: (0,sdk_answers/* partChecksums */.yE)(result ?? {}),
        };
    }
    async completeUpload(object, uploadId, parts, { signal, condition }) {
        const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
            ...named(object),
            ...conditions(condition),
            UploadId: uploadId,
            MultipartUpload: {
                Parts: parts.map((part) => ({ ...part.checksums, ETag: `"${part.etag}"`, PartNumber: part.number })),
            },
        });
        const answer = await this.#send('CompleteMultipartUpload', object, signal, (client, options) => client.send(command, options));
        return (0,sdk_answers/* written */.Mp)('CompleteMultipartUpload', object, answer.ETag, answer.ServerSideEncryption);
    }
    async abortUpload(object, uploadId, { signal }) {
        const command = new dist_cjs/* AbortMultipartUploadCommand */.tfP({ ...named(object), UploadId: uploadId });
        await this.#send('AbortMultipartUpload', object, signal, (client, options) => client.send(command, options));
    }
    async countUploads(object, { signal }) {
        const command = new dist_cjs/* ListMultipartUploadsCommand */.mo2({ Bucket: object.bucket, Prefix: object.key });
        const answer = await this.#send('ListMultipartUploads', object, signal, (client, options) => client.send(command, options));
        return (answer.Uploads ?? []).filter(({ Key }) => Key === object.key).length;
    }
    async list(bucket, prefix, token, { signal, oneLevel, startAfter }) {
        const command = new dist_cjs/* ListObjectsV2Command */.u6x({
            Bucket: bucket,
            Prefix: prefix,
            EncodingType: 'url',
            ...(oneLevel === true && { Delimiter: '/' }),
            ...(token !== undefined && { ContinuationToken: token }),
            ...(startAfter !== undefined && { StartAfter: startAfter }),
        });
        const answer = await this.#send('ListObjectsV2', { bucket, key: prefix }, signal, (client, options) => client.send(command, options));
        return (0,list_page/* listPageOf */.b)({ bucket, prefix, token, oneLevel: oneLevel === true }, {
            encoding: answer.EncodingType,
            entries: (answer.Contents ?? []).map((entry) => ({ key: entry.Key, head: (0,sdk_answers/* headOf */.Uo)(entry, entry.Size) })),
            prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
            truncated: answer.IsTruncated === true,
            next: answer.NextContinuationToken,
        });
    }
    async removeMany(bucket, keys, { signal }) {
        const command = new dist_cjs/* DeleteObjectsCommand */.xvx({
            Bucket: bucket,
            Delete: { Quiet: true, Objects: keys.map((Key) => ({ Key })) },
        });
        const answer = await this.#send('DeleteObjects', { bucket }, signal, (client, options) => client.send(command, options));
        return (answer.Errors ?? []).map((error) => ({
            key: error.Key ?? '',
            code: error.Code ?? '',
            message: error.Message ?? '',
        }));
    }
    async remove(object, { signal }) {
        await this.#send('DeleteObject', object, signal, (client, options) => client.send(new dist_cjs/* DeleteObjectCommand */.k4j(named(object)), options));
    }
    close() {
        this.#sender.close();
    }
    #send(operation, object, signal, send) {
        const options = signal === undefined ? {} : { abortSignal: signal };
        return this.#sender.send(operation, object, signal, async (client) => send(await client.sdk(), options));
    }
}


/***/ })

};
