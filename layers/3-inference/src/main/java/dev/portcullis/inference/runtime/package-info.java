/** Runs ONNX models in process: queue, batches, deadlines, and threads of their own. */
@NullMarked
package dev.portcullis.inference.runtime;

import org.jspecify.annotations.NullMarked;
