export const id = 762;
export const ids = [762];
export const modules = {

/***/ 8762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   destinationByRules: () => (/* binding */ destinationByRules)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3711);
/* harmony import */ var _smithy_core_endpoints__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2085);


/**
 * Asks the SDK's own rules where a bucket is: path style or virtual host, partitions of AWS, FIPS and
 * dual-stack hosts, access points.
 *
 * @returns `undefined` where requests need more than a plain signature: directory buckets, multi-Region
 * access points, Outposts.
 */
async function destinationByRules(client, bucket) {
    const { url, properties } = await (0,_smithy_core_endpoints__WEBPACK_IMPORTED_MODULE_0__.getEndpointFromInstructions)({ Bucket: bucket, Key: 'key' }, _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__/* .HeadObjectCommand */ .l81, client.config);
    const scheme = properties?.authSchemes?.[0];
    const plain = scheme?.name === 'sigv4' && scheme.signingName === 's3';
    if (!plain || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '')
        return undefined;
    const region = scheme.signingRegion;
    return { url, region: typeof region === 'string' ? region : await client.config.region() };
}


/***/ })

};
