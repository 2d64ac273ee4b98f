/**
 * What every layer speaks of: exchanges, controls, verdicts, and the pipeline that acts on them.
 */
@NullMarked
package dev.portcullis.kernel;

import org.jspecify.annotations.NullMarked;
