/** The tensor contract: names, types, shapes and values, as the model says them. */
@NullMarked
package dev.portcullis.gateway.schema;

import org.jspecify.annotations.NullMarked;
