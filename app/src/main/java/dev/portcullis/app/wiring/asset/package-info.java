/** Files that come with Portcullis, served over the same road as everything else. */
@NullMarked
package dev.portcullis.app.wiring.asset;

import org.jspecify.annotations.NullMarked;
