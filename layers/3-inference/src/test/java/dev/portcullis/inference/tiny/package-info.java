/** Models of a few bytes, written by the tests that run them, and calls to them. */
@NullMarked
package dev.portcullis.inference.tiny;

import org.jspecify.annotations.NullMarked;
