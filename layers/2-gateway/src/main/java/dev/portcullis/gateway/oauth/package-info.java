/** OAuth 2.0 access tokens: read strictly, proven by keys that are followed, judged by rules. */
@NullMarked
package dev.portcullis.gateway.oauth;

import org.jspecify.annotations.NullMarked;
