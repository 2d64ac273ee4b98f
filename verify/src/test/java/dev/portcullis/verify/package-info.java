/** Rules over the whole house: who may use whom, how long code may be, what the papers promise. */
@NullMarked
package dev.portcullis.verify;

import org.jspecify.annotations.NullMarked;
