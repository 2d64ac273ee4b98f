package dev.portcullis.inference.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.Arrays;

/** The datatypes of the Open Inference Protocol and those of ONNX Runtime, side by side. */
final class ElementTypes {

  private ElementTypes() {}

  /** What the model says of an input. */
  static TensorSpec input(NodeInfo node) {
    var spec = output(node);
    if (createdAs(spec.datatype()) == OnnxJavaType.UNKNOWN) {
      throw new IllegalArgumentException(
          "input "
              + spec.name()
              + ": "
              + spec.datatype()
              + " cannot be given to ONNX Runtime"
              + " from Java (expected: BOOL, UINT8, INT8..INT64, FP16, BF16, FP32, FP64, BYTES)");
    }
    return spec;
  }

  /** What the model says of an output. */
  static TensorSpec output(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo info)) {
      throw new IllegalArgumentException(
          node.getName()
              + ": "
              + node.getInfo().getClass().getSimpleName()
              + " (expected: a tensor; for scikit-learn models export with zipmap off)");
    }
    var shape = Arrays.stream(info.getShape()).boxed().toList();
    return new TensorSpec(node.getName(), datatype(node.getName(), info), shape);
  }

  private static Datatype datatype(String name, TensorInfo info) {
    return switch (info.onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> Datatype.BOOL;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> Datatype.UINT8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> Datatype.UINT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> Datatype.UINT32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> Datatype.UINT64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> Datatype.INT8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> Datatype.INT16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> Datatype.INT32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> Datatype.INT64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> Datatype.FP16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> Datatype.BF16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> Datatype.FP32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> Datatype.FP64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> Datatype.BYTES;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX64,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX128,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FN,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FNUZ,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2,
          ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2FNUZ ->
          throw new IllegalArgumentException(
              name
                  + ": "
                  + info.onnxType
                  + " (expected: a datatype of the Open Inference Protocol)");
    };
  }

  /** What ONNX Runtime's Java tensors call it; unknown where they can't be made of it. */
  static OnnxJavaType createdAs(Datatype datatype) {
    return switch (datatype) {
      case BOOL -> OnnxJavaType.BOOL;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT8 -> OnnxJavaType.INT8;
      case INT16 -> OnnxJavaType.INT16;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
      case FP16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
      case FP32 -> OnnxJavaType.FLOAT;
      case FP64 -> OnnxJavaType.DOUBLE;
      case BYTES -> OnnxJavaType.STRING;
      case UINT16, UINT32, UINT64 -> OnnxJavaType.UNKNOWN;
    };
  }
}
