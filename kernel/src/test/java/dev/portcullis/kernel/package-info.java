@NullMarked
package dev.portcullis.kernel;

import org.jspecify.annotations.NullMarked;
